package io.counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** A Message-ID as it is stored and compared. */
public final class MessageKey {
    private static final int LONGEST = 300;

    private MessageKey() {}

    /** Without brackets, lower-case as some programs change letter case; a very long one by its hash. */
    public static String of(String messageId) {
        String bare = messageId.strip();
        if (bare.startsWith("<") && bare.endsWith(">")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        String key = bare.toLowerCase(Locale.ROOT);
        return key.length() <= LONGEST
                ? key
                : "sha256:" + HexFormat.of().formatHex(MailFingerprint.sha256(key.getBytes(StandardCharsets.UTF_8)));
    }
}
