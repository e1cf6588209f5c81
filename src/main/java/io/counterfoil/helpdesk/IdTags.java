package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.IdTag.Compared;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Case numbers in a subject, and the subject without them. Source: help desk rules 3 to 5. */
@Rule(
        "A tag is a start tag, 1 to 12 digits and its end tag; blanks inside, letter case and full-width brackets don't matter, and"
                + " neither does what stands around it. More digits, or no end tag: not a tag. Retired tags keep matching. Of"
                + " several numbers all are named, in their order.")
public final class IdTags {
    private static final int MOST_DIGITS = 12;

    private final List<IdTag> tags;

    /** @param tags all that an organizer's mailboxes have, or had */
    public IdTags(List<IdTag> tags) {
        this.tags = tags.stream().map(IdTag::normal).distinct().toList();
    }

    /** The case numbers that a subject names, each once, in their order. */
    public List<CaseNumber> in(String subject) {
        String compared = Compared.of(subject).text();
        Set<CaseNumber> found = new LinkedHashSet<>();
        for (int i = 0; i < compared.length(); i++) {
            Found tag = at(compared, i);
            if (tag != null && tag.number() > 0) {
                found.add(new CaseNumber(tag.number()));
            }
        }
        return List.copyOf(found);
    }

    /** How a case's tag is written: seven digits at least. */
    public static String write(IdTag tag, CaseNumber number) {
        return tag.start() + number + tag.end();
    }

    /** A subject with exactly one tag, its case's, at its end; whatever tags it had are gone. */
    public String tagged(String subject, IdTag tag, CaseNumber number) {
        String without = without(subject);
        return without.isEmpty() ? write(tag, number) : without + " " + write(tag, number);
    }

    /** A subject without any tag. */
    public String without(String subject) {
        Compared compared = Compared.of(subject);
        StringBuilder left = new StringBuilder();
        int kept = 0;
        int i = 0;
        while (i < compared.text().length()) {
            Found tag = at(compared.text(), i);
            if (tag == null) {
                i++;
                continue;
            }
            left.append(compared.given(), kept, compared.places()[i]).append(' ');
            kept = endOf(compared, tag.end());
            i = tag.end();
        }
        String rest =
                left.append(compared.given(), kept, compared.given().length()).toString();
        // taking one out can bring two halves of another together
        return rest.length() < compared.given().length() && !in(rest).isEmpty()
                ? without(rest)
                : rest.replaceAll("\\s+", " ").strip();
    }

    /** The place in the given text behind the character that stands before a place of the compared one. */
    private static int endOf(Compared compared, int end) {
        int last = compared.places()[end - 1];
        return last + Character.charCount(compared.given().codePointAt(last));
    }

    /** @param end the place behind it */
    private record Found(long number, int end) {}

    /** The tag that begins at a place of a subject as it is compared. */
    private @Nullable Found at(String compared, int from) {
        for (IdTag tag : tags) {
            if (!tag.start().isEmpty() && compared.startsWith(tag.start(), from)) {
                int digits = from + tag.start().length();
                int end = digits;
                while (end < compared.length() && compared.charAt(end) >= '0' && compared.charAt(end) <= '9') {
                    end++;
                }
                int count = end - digits;
                if (count >= 1 && count <= MOST_DIGITS && !tag.end().isEmpty() && compared.startsWith(tag.end(), end)) {
                    long number = Long.parseLong(compared.substring(digits, end));
                    return new Found(number, end + tag.end().length());
                }
            }
        }
        return null;
    }
}
