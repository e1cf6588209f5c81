package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Excerpt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as they stand in mails: without what could end a line of the header, turn the reading direction, or be taken for a mark. */
final class MailText {
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_VALUE = 200_000;

    /** What mail programs put before the subject of an answer or a forwarded mail. */
    private static final Pattern PREFIXES =
            Pattern.compile("(?iu)^(?:(?:re|aw|antw|sv|rif|res|fwd?|wg|tr|rv)(?:\\[\\d{1,3}\\])?\\s?[:：]\\s*)+");

    private MailText() {}

    /** A subject without them: an answer's begins with one of ours. */
    static String bareSubject(String subject) {
        return PREFIXES.matcher(subject.strip()).replaceFirst("").strip();
    }

    /** One line that can stand in a header. */
    static String line(String value) {
        String safe = value.codePoints()
                .map(c -> Excerpt.isUnsafe(c) || MailHtml.isMark(c) ? ' ' : c)
                .limit(LONGEST_LINE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return safe.replaceAll("\\s+", " ").strip();
    }

    /** Lines of text for a mail. */
    static String lines(String value) {
        return value.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !(Excerpt.isUnsafe(c) || MailHtml.isMark(c)))
                .limit(LONGEST_VALUE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
    }

    static String quoted(String text) {
        return text.isEmpty()
                ? ""
                : text.lines().map(line -> line.isEmpty() ? ">" : "> " + line).collect(Collectors.joining("\n"));
    }

    /** Variables that are empty leave no gaps. */
    static String tidy(String text) {
        return text.replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
    }
}
