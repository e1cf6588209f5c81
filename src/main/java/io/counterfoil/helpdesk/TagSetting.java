package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which tags a mailbox may have: those that nobody writes by accident. Source: help desk rule 5. */
@Rule(
        "A start tag has at least three characters, a letter or digit and a punctuation mark among them, and does not end with a"
                + " digit; an end tag has a punctuation mark and does not begin with a digit. No start tag of an organizer is inside a"
                + " different one, present or retired, and the whole pattern occurs in no stored subject where it was not put.")
public final class TagSetting {
    private static final int LEAST_START = 3;
    private static final int LONGEST = 30;

    private TagSetting() {}

    /** Why a tag is bad. */
    public enum Reason {
        START_EMPTY("a start tag"),
        END_EMPTY("an end tag"),
        START_TOO_SHORT("at least three characters, as shorter ones are written by accident"),
        START_WITHOUT_LETTER("a letter or a digit in it, as marks alone are written by accident"),
        START_WITHOUT_MARK("a punctuation mark in it, as words alone are written by accident"),
        START_ENDS_WITH_DIGIT("no digit at its end, which would be taken for the number's"),
        END_WITHOUT_MARK("a punctuation mark in it, as words and numbers go on where the tag should end"),
        END_BEGINS_WITH_DIGIT("no digit at its beginning, which would be taken for the number's"),
        TOO_LONG("at most " + LONGEST + " characters"),
        UNPRINTABLE("characters that can be seen"),
        OVERLAPS("no part of another start tag, present or retired, and no other one as its part"),
        OCCURS("a pattern that no stored subject has by itself");

        private final String expected;

        Reason(String expected) {
            this.expected = expected;
        }
    }

    /**
     * What is wrong.
     *
     * @param value what it is wrong with: the tag itself, or what it collides with
     */
    public record Problem(String field, Reason reason, String value) {
        public String expected() {
            return reason.expected;
        }

        /** For people: the value and what is expected. */
        public String message() {
            return field + ": " + Excerpt.of(value) + " (expected: " + reason.expected + ")";
        }
    }

    /**
     * The first thing that is wrong with a tag.
     *
     * @param others present and retired tags of the organizer's other mailboxes
     * @param subjects stored subjects of the organizer, those that carry the tag because it was put there left out
     */
    public static Optional<Problem> check(IdTag tag, Collection<IdTag> others, Collection<String> subjects) {
        IdTag normal = tag.normal();
        return startProblem(normal.start())
                .or(() -> tooLong(tag.start()))
                .or(() -> unprintable(tag.start()))
                .map(reason -> new Problem("startTag", reason, tag.start()))
                .or(() -> endProblem(normal.end())
                        .or(() -> tooLong(tag.end()))
                        .or(() -> unprintable(tag.end()))
                        .map(reason -> new Problem("endTag", reason, tag.end())))
                .or(() -> overlap(normal, others))
                .or(() -> occurrence(tag, subjects));
    }

    private static Optional<Reason> startProblem(String start) {
        if (start.isEmpty()) {
            return Optional.of(Reason.START_EMPTY);
        }
        if (start.codePointCount(0, start.length()) < LEAST_START) {
            return Optional.of(Reason.START_TOO_SHORT);
        }
        if (start.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.of(Reason.START_WITHOUT_LETTER);
        }
        if (start.codePoints().noneMatch(TagSetting::isMark)) {
            return Optional.of(Reason.START_WITHOUT_MARK);
        }
        boolean digit = Character.isDigit(start.codePointBefore(start.length()));
        return digit ? Optional.of(Reason.START_ENDS_WITH_DIGIT) : Optional.empty();
    }

    private static Optional<Reason> endProblem(String end) {
        if (end.isEmpty()) {
            return Optional.of(Reason.END_EMPTY);
        }
        if (Character.isDigit(end.codePointAt(0))) {
            return Optional.of(Reason.END_BEGINS_WITH_DIGIT);
        }
        return end.codePoints().noneMatch(TagSetting::isMark) ? Optional.of(Reason.END_WITHOUT_MARK) : Optional.empty();
    }

    private static Optional<Reason> tooLong(String tag) {
        return tag.length() > LONGEST ? Optional.of(Reason.TOO_LONG) : Optional.empty();
    }

    private static Optional<Reason> unprintable(String tag) {
        return tag.codePoints().anyMatch(Excerpt::isUnsafe) ? Optional.of(Reason.UNPRINTABLE) : Optional.empty();
    }

    private static Optional<Problem> overlap(IdTag normal, Collection<IdTag> others) {
        return others.stream()
                .filter(other -> {
                    String start = other.normal().start();
                    return !start.equals(normal.start())
                            && (start.contains(normal.start()) || normal.start().contains(start));
                })
                .findFirst()
                .map(other -> new Problem("startTag", Reason.OVERLAPS, other.start()));
    }

    private static Optional<Problem> occurrence(IdTag tag, Collection<String> subjects) {
        IdTags tags = new IdTags(List.of(tag));
        return subjects.stream()
                .filter(subject -> !tags.in(subject).isEmpty())
                .findFirst()
                .map(subject -> new Problem("startTag", Reason.OCCURS, subject));
    }

    /** Punctuation, and what Unicode calls symbols, such as + and |. */
    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION,
                    Character.MATH_SYMBOL,
                    Character.CURRENCY_SYMBOL,
                    Character.OTHER_SYMBOL -> true;
            default -> false;
        };
    }
}
