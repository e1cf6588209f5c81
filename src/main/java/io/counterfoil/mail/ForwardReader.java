package io.counterfoil.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the mail that somebody forwarded, in the text or enclosed as a message. */
final class ForwardReader {
    /** Colleagues who handed a mail on, one after the other. */
    private static final int MOST = 5;

    private static final Set<String> PREFIXES =
            Set.of("fwd", "fw", "wg", "tr", "rv", "i", "enc", "doorst", "vs", "rif");

    private ForwardReader() {}

    /**
     * The forwarded mail, and what that one forwarded, the outermost first.
     *
     * @param text may hold marks
     * @param enclosed the messages that the mail encloses
     */
    static List<ForwardedMail> chain(String subject, String text, List<byte[]> enclosed) {
        List<ForwardedMail> chain = new ArrayList<>();
        Optional<ForwardedMail> next = find(subject, text, enclosed);
        while (next.isPresent() && chain.size() < MOST) {
            ForwardedMail forwarded = next.get();
            chain.add(forwarded);
            next = find(forwarded.subject(), forwarded.text(), List.of());
        }
        return List.copyOf(chain);
    }

    private static Optional<ForwardedMail> find(String subject, String text, List<byte[]> enclosed) {
        List<String> lines = Texts.lines(text);
        int marker = forwardAt(lines);
        if (marker >= 0) {
            int start = marker + 1;
            while (start < lines.size()
                    && QuotedHeader.unquoted(lines.get(start)).isBlank()) {
                start++;
            }
            Optional<ForwardedMail> found = QuotedHeader.at(lines, start).map(header -> of(header, lines));
            if (found.isPresent()) {
                return found;
            }
        }
        if (!isForward(subject)) {
            return Optional.empty();
        }
        return enclosed.isEmpty() ? byHeader(lines) : Optional.of(ofEnclosed(enclosed.getFirst()));
    }

    /** Outlook writes the same header above what it quotes and what it forwards; the subject tells. */
    private static Optional<ForwardedMail> byHeader(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Optional<QuotedHeader> header = QuotedHeader.at(lines, i);
            if (header.isPresent()) {
                return header.map(found -> of(found, lines));
            }
        }
        return Optional.empty();
    }

    private static boolean isForward(String subject) {
        int colon = subject.indexOf(':');
        return colon > 0
                && colon < 10
                && PREFIXES.contains(subject.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }

    private static ForwardedMail of(QuotedHeader header, List<String> lines) {
        String date = header.get(QuotedHeader.Field.DATE);
        List<String> rest = lines.subList(Math.min(header.end(), lines.size()), lines.size());
        boolean quoted = rest.stream().filter(line -> !line.isBlank()).allMatch(line -> line.startsWith(">"));
        String text = rest.stream()
                .map(line -> quoted && !line.isBlank() ? unquotedOnce(line) : line)
                .collect(Collectors.joining("\n"));
        return new ForwardedMail(
                header.from(),
                Texts.line(header.get(QuotedHeader.Field.SUBJECT)),
                DateHeader.parseZoned(date),
                Texts.line(date),
                Texts.unmarked(text).strip());
    }

    private static String unquotedOnce(String line) {
        return line.startsWith("> ") ? line.substring(2) : line.substring(1);
    }

    private static ForwardedMail ofEnclosed(byte[] message) {
        Defects ignored = new Defects();
        PartCollector parts = PartCollector.of(message, ignored);
        HeaderFields header = parts.header();
        String date = Texts.line(header.firstOr("date", ""));
        return new ForwardedMail(
                header.people("from").stream().findFirst(),
                header.text("subject"),
                DateHeader.parse(date),
                date,
                Texts.unmarked(ContentReader.textOf(parts.bodies())).strip());
    }

    /** The line that says that a forwarded mail follows; -1: none. */
    private static int forwardAt(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (QuoteLine.of(lines.get(i)) == QuoteLine.FORWARDED) {
                return i;
            }
        }
        return -1;
    }
}
