package io.counterfoil.helpdesk;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Rule;
import java.util.Optional;

/**
 * What is looked for in a text, and how: what stands between two marks, or what a pattern matches. Takes time in proportion to the
 * text, whatever the pattern and the text. Source: help desk rule 10.
 *
 * @param first the start mark, or the pattern
 * @param second the end mark, empty: the end of the line; of a pattern empty
 */
@Rule(
        "Marks: what stands after the start mark and before the next end mark, or up to the end of the line; letter case does not"
                + " matter. Pattern: its first group, else all it matches; without look-around and back references. Of several finds"
                + " the first counts; a find is at most 200 characters, blanks and line breaks are one blank, an empty one is none.")
public record TextFinder(Kind kind, String first, String second) {
    private static final int LOOKED_AT = 10_000;
    private static final int LONGEST_FIND = 200;

    /** How it is looked for. */
    public enum Kind {
        MARKS,
        PATTERN
    }

    public static TextFinder between(String start, String end) {
        return new TextFinder(Kind.MARKS, start, end);
    }

    public static TextFinder matching(String pattern) {
        return new TextFinder(Kind.PATTERN, pattern, "");
    }

    /** The first thing that is wrong with it; what has a problem must not be looked for. */
    public Optional<FinderProblem> problem() {
        return FinderProblem.of(this);
    }

    /** What is found first in a text. */
    public Optional<String> in(String text) {
        String looked = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        return kind == Kind.MARKS ? between(looked) : matched(looked);
    }

    private Optional<String> between(String text) {
        int from = indexOf(text, first, 0);
        int end = -1;
        while (from >= 0) {
            int begin = from + first.length();
            if (end < begin) {
                end = second.isEmpty() ? lineEnd(text, begin) : indexOf(text, second, begin);
            }
            if (end < 0) {
                return Optional.empty();
            }
            Optional<String> found = tidy(text.substring(begin, end));
            if (found.isPresent()) {
                return found;
            }
            from = indexOf(text, first, begin);
        }
        return Optional.empty();
    }

    private Optional<String> matched(String text) {
        Matcher matcher = compiled().matcher(text);
        while (matcher.find()) {
            String group = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
            Optional<String> found = group == null ? Optional.empty() : tidy(group);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    Pattern compiled() {
        return Pattern.compile(first, Pattern.MULTILINE);
    }

    private static Optional<String> tidy(String found) {
        if (found.length() > 2 * LONGEST_FIND) {
            return Optional.empty();
        }
        String safe = found.codePoints()
                .map(c -> Excerpt.isUnsafe(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll("\\s+", " ")
                .strip();
        return safe.isEmpty() || safe.length() > LONGEST_FIND ? Optional.empty() : Optional.of(safe);
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int indexOf(String text, String mark, int from) {
        for (int i = from; i <= text.length() - mark.length(); i++) {
            if (text.regionMatches(true, i, mark, 0, mark.length())) {
                return i;
            }
        }
        return -1;
    }
}
