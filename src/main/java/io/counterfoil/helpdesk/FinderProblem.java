package io.counterfoil.helpdesk;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Rule;
import java.util.Optional;
import java.util.regex.MatchResult;

/**
 * Why something cannot be looked for in texts. Source: help desk rule 10.
 *
 * @param value what is wrong
 */
@Rule(
        "Marks have 1 to 60 characters, an end mark may be absent. A pattern has 1 to 200 characters, is one of RE2, needs at least one"
                + " character to match, and takes at most 300 steps for each character of a text.")
public record FinderProblem(Reason reason, String value) {
    private static final int LONGEST_MARK = 60;
    private static final int LONGEST_PATTERN = 200;
    /** Steps that a pattern takes for each character, at most. */
    private static final int LARGEST_PROGRAM = 300;
    /** Counted repetitions are unfolded before the program can be measured, those inside others many times. */
    private static final long MOST_UNFOLDED = 100_000;

    private static final java.util.regex.Pattern COUNTED =
            java.util.regex.Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    /** What is wrong, with what is expected. */
    public enum Reason {
        START_MISSING("1 to " + LONGEST_MARK + " characters that can be seen"),
        END_TOO_LONG("at most " + LONGEST_MARK + " characters that can be seen"),
        PATTERN_MISSING("1 to " + LONGEST_PATTERN + " characters that can be seen"),
        PATTERN_UNREADABLE("a pattern of RE2, which has no look-around and no back references"),
        PATTERN_TOO_LARGE("fewer alternatives and repetitions"),
        PATTERN_MATCHES_NOTHING("a pattern that needs at least one character, as this one is found in every text");

        private final String expected;

        Reason(String expected) {
            this.expected = expected;
        }

        public String expected() {
            return expected;
        }
    }

    /** The first thing that is wrong. */
    static Optional<FinderProblem> of(TextFinder finder) {
        String first = finder.first();
        if (finder.kind() == TextFinder.Kind.PATTERN) {
            return isUnfit(first, LONGEST_PATTERN) || first.isBlank()
                    ? Optional.of(new FinderProblem(Reason.PATTERN_MISSING, first))
                    : ofPattern(finder);
        }
        if (isUnfit(first, LONGEST_MARK) || first.isBlank()) {
            return Optional.of(new FinderProblem(Reason.START_MISSING, first));
        }
        return isUnfit(finder.second(), LONGEST_MARK)
                ? Optional.of(new FinderProblem(Reason.END_TOO_LONG, finder.second()))
                : Optional.empty();
    }

    private static Optional<FinderProblem> ofPattern(TextFinder finder) {
        String source = finder.first();
        long unfolded = COUNTED.matcher(source)
                .results()
                .mapToLong(FinderProblem::times)
                .reduce(1, (a, b) -> Math.min(a * b, MOST_UNFOLDED + 1));
        if (unfolded > MOST_UNFOLDED) {
            return Optional.of(new FinderProblem(Reason.PATTERN_TOO_LARGE, source));
        }
        try {
            Pattern pattern = finder.compiled();
            if (pattern.programSize() > LARGEST_PROGRAM) {
                return Optional.of(new FinderProblem(Reason.PATTERN_TOO_LARGE, source));
            }
            return pattern.matcher("").find()
                    ? Optional.of(new FinderProblem(Reason.PATTERN_MATCHES_NOTHING, source))
                    : Optional.empty();
        } catch (PatternSyntaxException unreadable) {
            return Optional.of(new FinderProblem(
                    Reason.PATTERN_UNREADABLE, unreadable.getDescription() + ": " + unreadable.getPattern()));
        }
    }

    private static long times(MatchResult repetition) {
        String most = repetition.group(2) == null || repetition.group(2).isEmpty()
                ? repetition.group(1)
                : repetition.group(2);
        return Math.max(1, Math.min(Long.parseLong(most), MOST_UNFOLDED + 1));
    }

    private static boolean isUnfit(String text, int longest) {
        return text.length() > longest || text.codePoints().anyMatch(Excerpt::isUnsafe);
    }
}
