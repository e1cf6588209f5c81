package io.counterfoil.helpdesk;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A subject as it is compared: what programs put before it, and how it is written, don't count. */
final class SubjectLine {
    private static final Pattern PREFIX =
            Pattern.compile("^(?:(?:re|aw|antw|sv|vs|r|ref|rif|res|odp|fw|fwd|wg|tr|rv|enc|i|vb|doorst)"
                    + "(?:\\[\\d{1,3}\\]|\\^\\d{1,3}|\\(\\d{1,3}\\))?\\s?[:：]\\s*)+");

    private SubjectLine() {}

    /** @param subject without tags */
    static String compared(String subject) {
        String normal = Normalizer.normalize(subject, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        return PREFIX.matcher(normal).replaceFirst("").replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Whether two subjects, without tags, are about something else. A mail without subject says nothing. */
    static boolean differ(String one, String other) {
        String first = compared(one);
        String second = compared(other);
        return !first.isEmpty() && !second.isEmpty() && !first.equals(second);
    }
}
