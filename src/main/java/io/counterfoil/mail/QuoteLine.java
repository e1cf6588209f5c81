package io.counterfoil.mail;

import io.counterfoil.kernel.Rule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a line of a mail's text is for telling the new from the quoted, by how mail programs write in English, French, German,
 * Spanish, Italian, Dutch and Portuguese. Every test is linear in the line's length.
 */
@Rule(
        "A line of a mail is quoted when it begins with >; a quote begins after a line that says who wrote when, after \"original"
                + " message\" and after \"forwarded message\" in the common languages; a signature after two dashes and a blank, and"
                + " where a telephone names itself.")
enum QuoteLine {
    TEXT,
    BLANK,
    /** Begins with {@code >}. */
    QUOTED,
    /** Where the HTML says that a quote begins. */
    MARK,
    /** "On Monday Anna wrote:". */
    ATTRIBUTION,
    /** Perhaps the first of the lines of one. */
    ATTRIBUTION_BEGINS,
    /** "-----Original Message-----". */
    ORIGINAL,
    /** "---------- Forwarded message ---------". */
    FORWARDED,
    /** "-- ". */
    SIGNATURE,
    /** "Sent from my iPhone". */
    DEVICE,
    /** A line of underscores. */
    RULER,
    /** "Please reply above this line". */
    REPLY_ABOVE;

    private static final int LONGEST = 400;

    /** How a language begins the line, and its verbs. */
    private record Language(List<String> begins, List<String> verbs) {}

    private static final List<Language> LANGUAGES = List.of(
            new Language(List.of("on ", "at "), List.of(" wrote", " writes")),
            new Language(List.of("le "), List.of(" a écrit")),
            new Language(List.of("am "), List.of(" schrieb", " folgendes geschrieben", " geschrieben")),
            new Language(List.of("el "), List.of(" escribió")),
            new Language(List.of("il "), List.of(" ha scritto")),
            new Language(List.of("op "), List.of(" schreef", " het volgende geschreven")),
            new Language(List.of("em ", "no dia ", "a ", "às "), List.of(" escreveu")));

    private static final Pattern DASHES = Pattern.compile("^[-_*=\\s]{2,80}|[-_*=:\\s]{1,80}$");
    private static final Pattern DEVICE_NAME = Pattern.compile(
            "iphone|ipad|galaxy|samsung|android|handy|smartphone|mobile|outlook|mail|ios|pixel|huawei|téléphone|windows|telefon");
    /** @param line without its end; a mark of {@link HtmlText} stands alone in its line */
    static QuoteLine of(String line) {
        String stripped = line.strip();
        if (stripped.isEmpty()) {
            return BLANK;
        }
        if (stripped.charAt(0) == Texts.QUOTE_BEGINS) {
            return MARK;
        }
        if (stripped.charAt(0) == '>') {
            return QUOTED;
        }
        if (line.equals("-- ") || stripped.equals("--") || stripped.equals("—")) {
            return SIGNATURE;
        }
        if (stripped.length() > LONGEST) {
            return TEXT;
        }
        return ofWords(stripped.toLowerCase(Locale.ROOT)
                .replace('\u00A0', ' ')
                .replace('\u202F', ' ')
                .replace('’', '\''));
    }

    private static QuoteLine ofWords(String line) {
        if (line.length() >= 10 && line.chars().allMatch(c -> c == '_')) {
            return RULER;
        }
        if (QuoteWords.APPLE_FORWARDS.contains(line)) {
            return FORWARDED;
        }
        String words = DASHES.matcher(line).replaceAll("");
        if (line.startsWith("--") || line.startsWith("__")) {
            if (QuoteWords.FORWARDS.contains(words)) {
                return FORWARDED;
            }
            if (QuoteWords.ORIGINALS.contains(words)) {
                return ORIGINAL;
            }
        }
        if (QuoteWords.ABOVE.stream().anyMatch(words::contains)) {
            return REPLY_ABOVE;
        }
        if (isAttribution(line)) {
            return ATTRIBUTION;
        }
        if (line.length() < 80 && QuoteWords.DEVICES.stream().anyMatch(line::startsWith) && isDevice(line)) {
            return DEVICE;
        }
        return beginsAttribution(line) ? ATTRIBUTION_BEGINS : TEXT;
    }

    /** "Von meinem" and "inviato da" also begin sentences. */
    private static boolean isDevice(String line) {
        return DEVICE_NAME.matcher(line).find();
    }

    private static boolean isAttribution(String line) {
        if (!line.endsWith(":")) {
            return false;
        }
        boolean hasDate = hasDigit(line);
        boolean hasAddress = line.indexOf('@') > 0;
        if (!hasDate && !hasAddress) {
            return false;
        }
        for (Language language : LANGUAGES) {
            for (String verb : language.verbs()) {
                int at = line.lastIndexOf(verb);
                boolean last = at > 0
                        && line.substring(at + verb.length()).replace(":", "").isBlank();
                boolean begins = at > 0 && language.begins().stream().anyMatch(line::startsWith);
                if (begins || (last && hasAddress)) {
                    return true;
                }
            }
        }
        // "Anna schrieb am 9. März 2026:", and languages that nobody listed: a time, and an address in brackets
        return hasDate && (line.contains(" schrieb am ") || (hasAddress && line.endsWith(">:")));
    }

    private static boolean beginsAttribution(String line) {
        return hasDigit(line)
                && LANGUAGES.stream()
                        .flatMap(language -> language.begins().stream())
                        .anyMatch(line::startsWith);
    }

    private static boolean hasDigit(String line) {
        return line.chars().anyMatch(c -> c >= '0' && c <= '9');
    }
}
