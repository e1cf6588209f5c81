package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Rule;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which case a mail belongs to. Source: help desk rules 3 and 6. */
@Rule(
        "A tag in the subject names the case; without one our own signed Message-IDs do, then the mails that came here, then a mail that"
                + " never came here and that others answered, then the supplier's own reference in his subject. Numbers of merged"
                + " cases mean the one that they were merged into. Of several"
                + " cases it is the one that our signed Message-ID names, else the only one in which the sender takes part, else nobody"
                + " knows. A number that no case has names nothing.")
public final class Threading {
    private Threading() {}

    /**
     * What a mail names.
     *
     * @param tagged numbers in the subject
     * @param signed numbers that our signed Message-IDs name, of the mails that it answers, the nearest first
     * @param received numbers of the cases whose mails it answers
     * @param unseen numbers of the cases where somebody answered the same mail, which never came here, not long ago, and whose people
     *     are among this mail's
     * @param referenced numbers of the cases that the reference of the supplier who wrote is known for
     * @param cases the case behind each number that has one, merges followed
     * @param takesPart cases in which the sender takes part
     */
    public record Question(
            Collection<CaseNumber> tagged,
            List<CaseNumber> signed,
            Collection<CaseNumber> received,
            Collection<CaseNumber> unseen,
            Collection<CaseNumber> referenced,
            Map<CaseNumber, CaseNumber> cases,
            Set<CaseNumber> takesPart) {}

    /**
     * What that says.
     *
     * @param unknown numbers in the subject that no case has
     */
    public record Answer(Place place, Set<CaseNumber> unknown) {}

    /** Where a mail belongs. */
    public sealed interface Place {}

    /** Names no case. */
    public record Nowhere() implements Place {}

    /**
     * Names a case.
     *
     * @param disagreeing cases that its references, or other tags, name besides
     */
    public record Named(CaseNumber number, JoinedBy by, Set<CaseNumber> disagreeing) implements Place {}

    /** Names several, and nothing says which. */
    public record Several(Set<CaseNumber> numbers) implements Place {}

    static Answer of(Question question) {
        Set<CaseNumber> unknown = new LinkedHashSet<>(question.tagged());
        unknown.removeAll(question.cases().keySet());
        return new Answer(place(question), unknown);
    }

    private static Place place(Question question) {
        Set<CaseNumber> tagged = existing(question, question.tagged());
        Set<CaseNumber> signed = existing(question, question.signed());
        Set<CaseNumber> received = existing(question, question.received());
        Set<CaseNumber> references = new LinkedHashSet<>(signed);
        references.addAll(received);
        if (!tagged.isEmpty()) {
            return chosen(question, tagged, signed, references, JoinedBy.TAG);
        }
        if (!signed.isEmpty()) {
            // nobody else can make one up, so the nearest is what was answered
            CaseNumber nearest = signed.iterator().next();
            return new Named(nearest, JoinedBy.SIGNED_REFERENCE, without(references, nearest));
        }
        if (!received.isEmpty()) {
            return chosen(question, received, signed, references, JoinedBy.REFERENCE);
        }
        Set<CaseNumber> unseen = existing(question, question.unseen());
        if (unseen.size() == 1) {
            return new Named(unseen.iterator().next(), JoinedBy.UNSEEN_MAIL, Set.of());
        }
        Set<CaseNumber> referenced = existing(question, question.referenced());
        return referenced.isEmpty()
                ? new Nowhere()
                : new Named(referenced.iterator().next(), JoinedBy.SUPPLIER_REFERENCE, Set.of());
    }

    private static Place chosen(
            Question question, Set<CaseNumber> named, Set<CaseNumber> signed, Set<CaseNumber> all, JoinedBy by) {
        Set<CaseNumber> besides = new LinkedHashSet<>(named);
        besides.addAll(all);
        if (named.size() == 1) {
            CaseNumber only = named.iterator().next();
            return new Named(only, by, without(besides, only));
        }
        for (CaseNumber number : signed) {
            if (named.contains(number)) {
                return new Named(number, by, without(besides, number));
            }
        }
        List<CaseNumber> own =
                named.stream().filter(question.takesPart()::contains).toList();
        return own.size() == 1 ? new Named(own.getFirst(), by, without(besides, own.getFirst())) : new Several(named);
    }

    private static Set<CaseNumber> existing(Question question, Collection<CaseNumber> numbers) {
        Set<CaseNumber> existing = new LinkedHashSet<>();
        for (CaseNumber number : numbers) {
            CaseNumber meant = question.cases().get(number);
            if (meant != null) {
                existing.add(meant);
            }
        }
        return existing;
    }

    private static Set<CaseNumber> without(Set<CaseNumber> numbers, CaseNumber number) {
        Set<CaseNumber> others = new LinkedHashSet<>(numbers);
        others.remove(number);
        return others;
    }
}
