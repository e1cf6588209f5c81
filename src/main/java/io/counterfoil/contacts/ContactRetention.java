package io.counterfoil.contacts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orphaned contacts of an organizer and erases those whose time has come. To be called now and then, at least once a
 * day; opens its own transactions, a thousand contacts in each, so that nobody waits long for it.
 */
public final class ContactRetention {
    private static final int CONTACTS_A_TRANSACTION = 1000;
    private static final int ERASURES_A_TRANSACTION = 100;
    private static final String ACTOR = "retention";

    private final OrganizerTransactions transactions;
    private final ContactLifeStore store;
    private final ContactErasure erasure;
    private final Supplier<List<ContactUse>> uses;
    private final Journal journal;
    private final Clock clock;

    /** @param uses everyone who may need a contact */
    ContactRetention(
            OrganizerTransactions transactions,
            ContactLifeStore store,
            ContactErasure erasure,
            Supplier<List<ContactUse>> uses,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.erasure = erasure;
        this.uses = uses;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param orphaned contacts that nobody needs any more
     * @param neededAgain contacts that were orphaned and are not
     */
    public record Outcome(int orphaned, int neededAgain, int erased) {}

    public Outcome run(OrganizerCode organizer) {
        int orphaned = 0;
        int neededAgain = 0;
        Marked marked = new Marked(0, 0, null);
        do {
            ContactId after = marked.last();
            marked = transactions.write(organizer, () -> mark(organizer, after));
            orphaned += marked.orphaned();
            neededAgain += marked.neededAgain();
        } while (marked.last() != null);
        return new Outcome(orphaned, neededAgain, eraseDue(organizer));
    }

    /** @param last the last contact of a full batch; null when there are no more */
    private record Marked(
            int orphaned, int neededAgain, @Nullable ContactId last) {}

    private Marked mark(OrganizerCode organizer, @Nullable ContactId after) {
        List<ContactLifeStore.Life> batch = store.temporary(organizer, after, CONTACTS_A_TRANSACTION);
        List<ContactId> ids = batch.stream().map(ContactLifeStore.Life::id).toList();
        Map<ContactId, List<ContactId>> merged = store.mergedInto(organizer, ids);
        Set<ContactId> asked = new HashSet<>(ids);
        merged.values().forEach(asked::addAll);
        Set<ContactId> inUse = new HashSet<>();
        Set<ContactId> onCancelledLine = new HashSet<>();
        for (ContactUse use : uses.get()) {
            inUse.addAll(use.inUse(organizer, asked));
            onCancelledLine.addAll(use.onCancelledLine(organizer, asked));
        }
        List<ContactId> orphaned = new ArrayList<>();
        List<ContactId> neededAgain = new ArrayList<>();
        for (ContactLifeStore.Life life : batch) {
            List<ContactId> names = Stream.concat(
                            Stream.of(life.id()), merged.getOrDefault(life.id(), List.of()).stream())
                    .toList();
            boolean now = OrphanRule.isOrphaned(
                    life.temporary(),
                    names.stream().anyMatch(inUse::contains),
                    names.stream().anyMatch(onCancelledLine::contains));
            if (now != life.orphaned()) {
                (now ? orphaned : neededAgain).add(life.id());
            }
        }
        write(organizer, orphaned, neededAgain);
        boolean full = batch.size() == CONTACTS_A_TRANSACTION;
        return new Marked(orphaned.size(), neededAgain.size(), full ? ids.getLast() : null);
    }

    private void write(OrganizerCode organizer, List<ContactId> orphaned, List<ContactId> neededAgain) {
        Instant now = now();
        if (!orphaned.isEmpty()) {
            store.markOrphaned(organizer, orphaned, now, now);
        }
        if (!neededAgain.isEmpty()) {
            store.markOrphaned(organizer, neededAgain, null, now);
        }
        journal.append(
                organizer,
                ACTOR,
                Stream.concat(changes(orphaned, "orphaned"), changes(neededAgain, "needed-again"))
                        .toList());
    }

    private int eraseDue(OrganizerCode organizer) {
        int erased = 0;
        int last;
        do {
            last = transactions.write(organizer, () -> {
                Instant until = OrphanRule.erasedWhenOrphanedUntil(now(), store.retentionDays(organizer));
                List<ContactId> due = store.orphanedUntil(organizer, until, ERASURES_A_TRANSACTION);
                due.forEach(contact -> erasure.erase(organizer, ACTOR, contact));
                return due.size();
            });
            erased += last;
        } while (last == ERASURES_A_TRANSACTION);
        return erased;
    }

    private static Stream<Change> changes(Collection<ContactId> contacts, String action) {
        return contacts.stream().map(contact -> ContactChanges.change(contact, action, null, Map.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
