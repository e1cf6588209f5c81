package io.counterfoil.kernel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of an examples file in which some characters are written so that a reader sees them. */
public final class Sample {
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)x(.)}");
    private static final Pattern CHARACTER = Pattern.compile("\\\\u([0-9A-F]{4})");

    private Sample() {}

    /** Three times a for {@code {3xa}}, a character for its backslash, u and four hexadecimal digits; the empty text for nothing. */
    public static String of(@Nullable String written) {
        String text = written == null ? "" : written;
        String repeated =
                REPEATED.matcher(text).replaceAll(found -> found.group(2).repeat(Integer.parseInt(found.group(1))));
        return CHARACTER
                .matcher(repeated)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
