package io.counterfoil.kernel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The known name that a mistyped one most likely meant, by edit distance without regard to letter case. */
public final class Nearest {
    /** Longer names are cut before comparing: nobody means a name of ours by a longer one, and the cost is bounded. */
    private static final int MOST = 100;

    private Nearest() {}

    /** The known name with the smallest distance, the first of them where several are as near. */
    public static String of(String given, Collection<String> known) {
        String shortened = given.substring(0, Math.min(given.length(), MOST)).toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(shortened, name.toLowerCase(Locale.ROOT))))
                .orElseThrow(() -> new IllegalArgumentException("no known names"));
    }

    /** Levenshtein: how many characters must be added, removed or exchanged. */
    private static int distance(String from, String to) {
        int[] former = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            former[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int exchanged = former[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(exchanged, 1 + Math.min(former[j], current[j - 1]));
            }
            former = current;
        }
        return former[to.length()];
    }
}
