package io.counterfoil.accounts;

import io.counterfoil.kernel.Rule;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Which passwords will do. Source: NIST SP 800-63B-4, 3.1.1.2: long, of any characters, and none that everybody tries. */
@Rule(
        "A password has 15 to 200 characters, whatever they are; it is not a few characters repeated, not a walk along the"
                + " keyboard or the alphabet, and not made of words that everybody tries or of the person's own login, address or name.")
public final class PasswordRule {
    /** Fewest characters. */
    public static final int LEAST = 15;
    /** Most characters. */
    public static final int MOST = 200;

    private static final int FEWEST_DIFFERENT = 6;
    private static final int LEFT_OF_COMMON = 5;
    private static final int LEFT_OF_OWN = 8;
    private static final int SHORTEST_WORD = 4;

    private static final List<String> WALKS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiopasdfghjklzxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "qwertzuiopasdfghjklyxcvbnm",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik");
    private static final List<String> COMMON = List.of("""
            password passwort passwd passphrase motdepasse welcome bienvenue willkommen bonjour hello
            letmein iloveyou jetaime administrator administrateur admin counterfoil ticket billet
            changeme secret soleil sunshine football baseball dragon monkey princess doudou azerty
            qwerty qwertz loulou chouchou master login summer winter spring autumn default trustno
            whatever superman batman starwars test demo user correct horse battery staple mypass this
            is my the company opera arena""".split("\\s"));

    private PasswordRule() {}

    /** What is wrong with a password; {@link #GOOD} when nothing is. */
    public enum Verdict {
        GOOD,
        TOO_SHORT,
        TOO_LONG,
        REPEATED,
        COMMON,
        OWN
    }

    /** @param own login, address and name of who is to have it */
    public static Verdict of(String password, Collection<String> own) {
        int length = password.codePointCount(0, password.length());
        if (length < LEAST) {
            return Verdict.TOO_SHORT;
        }
        if (length > MOST) {
            return Verdict.TOO_LONG;
        }
        String text = password.toLowerCase(Locale.ROOT);
        if (text.codePoints().distinct().count() < FEWEST_DIFFERENT || isRepeated(text)) {
            return Verdict.REPEATED;
        }
        if (isWalk(text) || isCommon(text)) {
            return Verdict.COMMON;
        }
        return without(text, words(own)).length() < LEFT_OF_OWN ? Verdict.OWN : Verdict.GOOD;
    }

    /** One piece over and over, the last one perhaps cut off. */
    private static boolean isRepeated(String text) {
        for (int size = 1; size <= text.length() / 2; size++) {
            if (text.startsWith(text.substring(size))) {
                return true;
            }
        }
        return false;
    }

    /** Two thirds of all steps, or more, go to a neighbour on a keyboard, in the alphabet, or stay. */
    private static boolean isWalk(String text) {
        int along = 0;
        for (int i = 1; i < text.length(); i++) {
            String step = text.substring(i - 1, i + 1);
            String back = new StringBuilder(step).reverse().toString();
            if (step.charAt(0) == step.charAt(1)
                    || WALKS.stream().anyMatch(walk -> walk.contains(step) || walk.contains(back))) {
                along++;
            }
        }
        return 3 * along >= 2 * (text.length() - 1);
    }

    /** Words that everybody tries, perhaps disguised, and hardly anything besides. */
    private static boolean isCommon(String text) {
        String plain = text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's');
        return isCommonAsIs(text) || isCommonAsIs(plain);
    }

    private static boolean isCommonAsIs(String text) {
        return COMMON.stream().anyMatch(word -> word.length() > SHORTEST_WORD && text.contains(word))
                && without(text, COMMON)
                                .codePoints()
                                .filter(Character::isLetter)
                                .count()
                        < LEFT_OF_COMMON;
    }

    private static String without(String text, Collection<String> words) {
        String left = text;
        for (String word : words) {
            left = left.replace(word, " ");
        }
        return left.replaceAll("\\s", "");
    }

    private static List<String> words(Collection<String> own) {
        return own.stream()
                .flatMap(text -> List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")).stream())
                .filter(word -> word.length() >= SHORTEST_WORD)
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }
}
