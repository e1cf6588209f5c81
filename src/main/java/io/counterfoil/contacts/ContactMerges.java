package io.counterfoil.contacts;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;

/**
 * Two contacts that are one person. Reads follow a merge and nothing else changes: lines and tickets keep naming the contact
 * that they named, the merged contact keeps its addresses, which now mean the surviving one; so a merge can be undone.
 * Within the organizer's writing transaction.
 */
public final class ContactMerges {
    private final ContactLifeStore store;
    private final Journal journal;
    private final Clock clock;

    public ContactMerges(DataSource dataSource, Journal journal, Clock clock) {
        this.store = new ContactLifeStore(dataSource);
        this.journal = journal;
        this.clock = clock;
    }

    /** From now on, {@code from} is read as {@code into}, or as whoever that one was merged into. */
    public void merge(OrganizerCode organizer, String actor, ContactId from, ContactId into) {
        ContactId survivor = survivor(organizer, from, into);
        store.merge(organizer, from, survivor, now());
        journal.append(organizer, actor, List.of(change(from, "merged", survivor)));
    }

    /** As whom {@code from} would be read if it was merged into {@code into}; refused where it cannot be. */
    public ContactId survivor(OrganizerCode organizer, ContactId from, ContactId into) {
        Map<ContactId, ContactLifeStore.Life> lives = store.lives(organizer, List.of(from, into));
        ContactLifeStore.Life merged = existing(lives, from);
        ContactLifeStore.Life target = existing(lives, into);
        if (target.mergedInto() != null) {
            ContactId last = target.mergedInto();
            target = existing(store.lives(organizer, List.of(last)), last);
        }
        check(merged, target);
        return target.id();
    }

    /** Takes a merge back: the contact is itself again, and so is whoever was merged into it before. */
    public void undo(OrganizerCode organizer, String actor, ContactId from) {
        try {
            if (!store.undoMerge(organizer, from, now())) {
                throw Refusal.notFound("merge of contact", from);
            }
        } catch (DuplicateKeyException taken) {
            throw Refusal.conflict(
                    "address-taken",
                    "contact " + from
                            + " cannot be itself again: another contact is temporary, or has the internet account, for"
                            + " its address by now (expected: merge that one first)");
        }
        journal.append(organizer, actor, List.of(ContactChanges.change(from, "merge-undone", null, Map.of())));
    }

    private static void check(ContactLifeStore.Life from, ContactLifeStore.Life into) {
        if (from.mergedInto() != null) {
            throw Refusal.conflict(
                    "contact-merged",
                    "contact " + from.id() + " was merged into " + from.mergedInto()
                            + " already (expected: undo that first)");
        }
        if (from.id().equals(into.id())) {
            throw Refusal.invalid("into", into.id(), "another contact, not merged into this one");
        }
        if (from.erased() || into.erased()) {
            throw Refusal.conflict("contact-erased", "an erased contact cannot be merged (expected: living contacts)");
        }
        if (into.temporary() && !from.temporary()) {
            throw Refusal.conflict(
                    "contact-temporary",
                    "contact " + into.id() + " is temporary (expected: merge the temporary one into the normal one)");
        }
    }

    private static ContactLifeStore.Life existing(Map<ContactId, ContactLifeStore.Life> lives, ContactId id) {
        ContactLifeStore.Life life = lives.get(id);
        if (life == null) {
            throw Refusal.notFound("contact", id);
        }
        return Objects.requireNonNull(life);
    }

    private static Change change(ContactId contact, String action, ContactId into) {
        return ContactChanges.change(contact, action, null, Map.of("into", into.toString()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
