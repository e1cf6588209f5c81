package io.counterfoil.mail;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file that goes with a mail. */
public record OutgoingFile(String filename, String contentType, byte[] content) {
    private static final Pattern TYPE =
            Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,60}");
    private static final String ANY_TYPE = "application/octet-stream";

    /**
     * A file as somebody uploads it: its name without path and with nothing that could end a line or turn the reading direction, its
     * type without parameters.
     *
     * @param number by which a file without a name is called
     */
    public static OutgoingFile uploaded(
            @Nullable String filename, @Nullable String contentType, byte[] content, int number) {
        String type = contentType == null ? ANY_TYPE : contentType.replaceFirst("\\s*;(?s:.*)", "");
        String known = typeOf(type);
        return new OutgoingFile(FileName.of(filename, known, number), known, content);
    }

    /** A type that mails may say; mails and parts inside would be taken apart again on their way. */
    static String typeOf(String said) {
        String type = said.strip().toLowerCase(Locale.ROOT);
        boolean plain = TYPE.matcher(type).matches() && !type.startsWith("message/") && !type.startsWith("multipart/");
        return plain ? type : ANY_TYPE;
    }
}
