package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which words of a mail could be numbers of tickets. Source: help desk rule 10. */
@Rule(
        "A word with a digit could be a ticket id or a tax number, with dots, dashes and slashes inside; of digits alone it has at least four."
                + " Those that the organizer has are linked, as they are written or in capitals; at most 100 are looked up.")
final class TicketNumbers {
    private static final int MOST = 100;
    private static final int LOOKED_AT = 20_000;
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,62}[A-Za-z0-9])?");

    private TicketNumbers() {}

    static Set<String> in(String subject, String text) {
        Set<String> found = new LinkedHashSet<>();
        Matcher word = WORD.matcher(subject + "\n" + text.substring(0, Math.min(text.length(), LOOKED_AT)));
        while (word.find() && found.size() < MOST) {
            String each = word.group();
            if (couldBe(each)) {
                found.add(each);
                found.add(each.toUpperCase(Locale.ROOT));
            }
        }
        return found;
    }

    private static boolean couldBe(String word) {
        long digits = word.chars().filter(c -> c >= '0' && c <= '9').count();
        return digits > 0 && word.length() > 1 && (digits < word.length() || digits >= 4);
    }
}
