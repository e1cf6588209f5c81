package io.counterfoil.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What tells whether two mails are one, from their bytes alone: nothing is understood here, so that a mail is stored before anything
 * can go wrong with it.
 *
 * @param sha256 of the raw bytes
 * @param content of the mail without trace headers and carriage returns; the same as {@code sha256} where the mail has no
 *     Message-ID, From or Date, without which nobody can tell
 * @param messageKey null: no Message-ID
 */
record MailFingerprint(
        byte[] sha256, byte[] content, @Nullable String messageKey) {
    /** What mail servers add on a mail's way, and mail programs when they file it. */
    private static final Pattern TRACE = Pattern.compile(
            "received|return-path|delivered-to|x-delivered-to|x-original-to"
                    + "|envelope-to|x-envelope-.{0,60}|x-received|received-spf|authentication-results|x-authentication-.{0,60}|arc-.{0,60}"
                    + "|x-google-smtp-source|x-gm-.{0,60}|x-spam.{0,60}|x-virus.{0,60}|x-ms-exchange-.{0,80}|x-forefront-.{0,60}"
                    + "|x-microsoft-.{0,60}|x-eop.{0,60}|x-rspamd.{0,60}|x-uid.{0,20}|x-keywords|status|x-status|lines|xref");

    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,900}>");
    private static final Pattern BARE_ID = Pattern.compile("\\S{1,450}@\\S{1,450}");

    static MailFingerprint of(byte[] raw) {
        byte[] whole = sha256(raw);
        MessageDigest content = digest();
        Set<String> told = new HashSet<>();
        String messageKey = null;
        int at = 0;
        while (at < raw.length && raw[at] != '\n' && raw[at] != '\r') {
            int end = endOfField(raw, at);
            String name = name(raw, at, end);
            if (!TRACE.matcher(name).matches()) {
                update(content, raw, at, end);
            }
            if (told.add(name) && name.equals("message-id")) {
                messageKey = messageKey(new String(raw, at, end - at, StandardCharsets.ISO_8859_1));
            }
            at = end;
        }
        update(content, raw, at, endOfText(raw, at));
        boolean known = messageKey != null && told.contains("from") && told.contains("date");
        return new MailFingerprint(whole, known ? content.digest() : whole, messageKey);
    }

    static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static @Nullable String messageKey(String field) {
        String value = field.substring(field.indexOf(':') + 1).replaceAll("[\\r\\n\\x00]", "");
        Matcher id = ID.matcher(value);
        if (id.find()) {
            return MessageKey.of(id.group());
        }
        String bare = value.replaceAll("[<>]", "").strip();
        return BARE_ID.matcher(bare).matches() ? MessageKey.of(bare) : null;
    }

    /** Behind the field's last line: lines that begin with a blank go on with it. */
    private static int endOfField(byte[] raw, int from) {
        int at = from;
        do {
            while (at < raw.length && raw[at] != '\n') {
                at++;
            }
            at = Math.min(raw.length, at + 1);
        } while (at < raw.length && (raw[at] == ' ' || raw[at] == '\t'));
        return at;
    }

    /** Empty when the line is none. */
    private static String name(byte[] raw, int from, int end) {
        int colon = from;
        while (colon < end && raw[colon] != ':' && raw[colon] != '\n' && colon - from < 100) {
            colon++;
        }
        return colon < end && raw[colon] == ':'
                ? new String(raw, from, colon - from, StandardCharsets.US_ASCII)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                : "";
    }

    /** Some servers add an empty line, or take one away. */
    private static int endOfText(byte[] raw, int from) {
        int end = raw.length;
        while (end > from && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    private static void update(MessageDigest digest, byte[] raw, int from, int end) {
        int start = from;
        for (int at = from; at < end; at++) {
            if (raw[at] == '\r') {
                digest.update(raw, start, at - start);
                start = at + 1;
            }
        }
        digest.update(raw, start, end - start);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
