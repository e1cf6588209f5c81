package io.counterfoil.mail;

import io.counterfoil.kernel.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what a sender wrote from what he quotes. Nothing is thrown away: all passages together are the text. */
@Rule(
        "What a sender wrote is what is neither quoted nor his signature: above, below or between the quotes. A header or a line"
                + " that says who wrote makes everything below it a quote, unless lines with > follow it. Where nothing would be"
                + " left, the whole text is new.")
final class ReplyFold {
    private final List<String> lines;
    private final List<Passage> passages = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private Passage.Kind kind = Passage.Kind.NEW;

    private ReplyFold(List<String> lines) {
        this.lines = lines;
    }

    /**
     * @param text may hold marks of {@link HtmlText}; the passages don't
     * @param forwards whether it forwards another mail, perhaps without a word of its own
     */
    static List<Passage> fold(String text, boolean forwards) {
        ReplyFold fold = new ReplyFold(Texts.lines(text));
        fold.fold();
        boolean anyNew = fold.passages.stream().anyMatch(passage -> passage.kind() == Passage.Kind.NEW);
        if (anyNew || forwards || text.isBlank()) {
            return List.copyOf(fold.passages);
        }
        String whole = Texts.unmarked(text).strip();
        return whole.isEmpty() ? List.of() : List.of(new Passage(Passage.Kind.NEW, whole));
    }

    /** What is new, its passages apart by an empty line. */
    static String newText(List<Passage> passages) {
        return passages.stream()
                .filter(passage -> passage.kind() == Passage.Kind.NEW)
                .map(Passage::text)
                .collect(Collectors.joining("\n\n"));
    }

    private void fold() {
        int i = 0;
        while (i < lines.size()) {
            i = step(i);
        }
        close();
    }

    /** Takes one line or one head of a quote, and says where the next line stands. */
    private int step(int i) {
        QuoteLine line = QuoteLine.of(lines.get(i));
        return switch (line) {
            case MARK, ORIGINAL, REPLY_ABOVE, FORWARDED -> quoteFrom(i, i + 1);
            case ATTRIBUTION -> quoteFrom(i, i + 1);
            case ATTRIBUTION_BEGINS -> {
                int end = endOfAttribution(i);
                yield end > 0 ? quoteFrom(i, end) : text(i);
            }
            case QUOTED -> add(i, Passage.Kind.QUOTE);
            case SIGNATURE -> signature(i);
            case DEVICE -> endsHere(i + 1) ? add(i, Passage.Kind.SIGNATURE) : text(i);
            case RULER -> headFollows(i + 1) ? quoteFrom(i, i + 1) : text(i);
            case BLANK -> add(i, kind == Passage.Kind.SIGNATURE ? Passage.Kind.SIGNATURE : Passage.Kind.NEW);
            case TEXT -> text(i);
        };
    }

    private int text(int i) {
        return QuotedHeader.at(lines, i)
                .map(header -> quoteFrom(i, header.end()))
                .orElseGet(() -> add(i, Passage.Kind.NEW));
    }

    /** The head of a quote. Quoted lines after it are taken one by one, as answers may stand between them. */
    private int quoteFrom(int from, int to) {
        int next = nextFilled(to);
        while (next < lines.size() && isHead(next)) {
            next = nextFilled(next + 1);
        }
        boolean linesAreMarked = next < lines.size() && QuoteLine.of(lines.get(next)) == QuoteLine.QUOTED;
        int end = linesAreMarked ? next : lines.size();
        for (int i = from; i < end; i++) {
            add(i, Passage.Kind.QUOTE);
        }
        return end;
    }

    private boolean headFollows(int i) {
        int next = nextFilled(i);
        return next < lines.size()
                && (QuoteLine.of(lines.get(next)) == QuoteLine.MARK
                        || QuotedHeader.at(lines, next).isPresent());
    }

    private boolean isHead(int i) {
        QuoteLine line = QuoteLine.of(lines.get(i));
        return line == QuoteLine.MARK
                || line == QuoteLine.ATTRIBUTION
                || (line == QuoteLine.ATTRIBUTION_BEGINS && endOfAttribution(i) > 0)
                || (line == QuoteLine.TEXT && i > 0 && endOfAttribution(i - 1) > i);
    }

    /** "On Monday, 9 March 2026 at 10:12, Anna Weber" and the rest one or two lines below; -1: not one. */
    private int endOfAttribution(int i) {
        String joined = lines.get(i).strip();
        for (int n = i + 1; n <= i + 3 && n < lines.size() && !lines.get(n).isBlank(); n++) {
            joined += " " + lines.get(n).strip();
            if (QuoteLine.of(joined) == QuoteLine.ATTRIBUTION) {
                return n + 1;
            }
        }
        return -1;
    }

    /** To the end, or to where a quote begins below it. */
    private int signature(int from) {
        add(from, Passage.Kind.SIGNATURE);
        int i = from + 1;
        while (i < lines.size()) {
            QuoteLine line = QuoteLine.of(lines.get(i));
            boolean plain = switch (line) {
                case TEXT, BLANK, DEVICE, RULER -> QuotedHeader.at(lines, i).isEmpty();
                case ATTRIBUTION_BEGINS -> endOfAttribution(i) < 0;
                case QUOTED, MARK, ATTRIBUTION, ORIGINAL, FORWARDED, SIGNATURE, REPLY_ABOVE -> false;
            };
            if (!plain) {
                break;
            }
            add(i++, Passage.Kind.SIGNATURE);
        }
        return i;
    }

    private boolean endsHere(int i) {
        int next = nextFilled(i);
        return next >= lines.size() || next > i || QuoteLine.of(lines.get(next)) != QuoteLine.TEXT;
    }

    private int nextFilled(int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).isBlank()) {
            i++;
        }
        return i;
    }

    private int add(int i, Passage.Kind of) {
        boolean blank = lines.get(i).isBlank();
        if (of != kind && !blank) {
            close();
            kind = of;
        }
        if (QuoteLine.of(lines.get(i)) != QuoteLine.MARK) {
            current.append(Texts.unmarked(lines.get(i))).append('\n');
        }
        return i + 1;
    }

    private void close() {
        String text = current.toString().stripTrailing();
        int first = 0;
        for (int end = text.indexOf('\n');
                end >= 0 && text.substring(first, end).isBlank(); ) {
            first = end + 1;
            end = text.indexOf('\n', first);
        }
        // blanks at the beginning of the first line may be meant
        String trimmed = text.substring(first);
        if (!trimmed.isBlank()) {
            passages.add(new Passage(kind, trimmed));
        }
        current.setLength(0);
    }
}
