package io.counterfoil.contacts;

import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a person may ask of us: everything that is known of him, and to be forgotten. What is left of an erased contact is its
 * id, which lines and tickets keep naming, and a keyed hash of each address, by which its own former transfers are still told
 * to be its own (contact rule 6). Within the organizer's transaction.
 */
public final class ContactErasure {
    private static final String ENTITY = "contact";
    private static final int MOST_JOURNAL_LINES = 10_000;

    private final Contacts contacts;
    private final ContactLifeStore store;
    private final Journal journal;
    private final AddressHash hash;
    private final Consumer<Traces> others;
    private final Clock clock;

    /** @param others takes away what other modules keep */
    ContactErasure(
            Contacts contacts,
            ContactLifeStore store,
            Journal journal,
            AddressHash hash,
            Consumer<Traces> others,
            Clock clock) {
        this.contacts = contacts;
        this.store = store;
        this.journal = journal;
        this.hash = hash;
        this.others = others;
        this.clock = clock;
    }

    /** What {@link ContactTraces#erase} takes. */
    record Traces(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {}

    /** Erases a contact, and whoever was merged into it, for good. Erasing it again changes nothing. */
    public void erase(OrganizerCode organizer, String actor, ContactId contact) {
        Contact survivor = existing(organizer, contact);
        if (survivor.erasedAt() != null) {
            return;
        }
        List<ContactId> all = withMerged(organizer, survivor.id());
        Map<String, String> addresses = new TreeMap<>(store.addresses(organizer, all));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        EmailAddress standIn = standIn(survivor.id());
        List<String> hashed = new ArrayList<>(addresses.keySet());
        hashed.add(standIn.key());
        store.erase(organizer, all, hash.of(organizer, hashed), now);
        others.accept(new Traces(organizer, new HashSet<>(all), ofNobodyElse(organizer, addresses), standIn));
        journal.erase(organizer, ENTITY, all.stream().map(ContactId::toString).toList());
        journal.append(organizer, actor, List.of(ContactChanges.change(survivor.id(), "erased", null, Map.of())));
    }

    /** Everything that contacts and journal know of a person. */
    public PersonalData export(OrganizerCode organizer, ContactId contact) {
        Contact survivor = existing(organizer, contact);
        List<ContactId> all = withMerged(organizer, survivor.id());
        List<JournalLine> lines = new ArrayList<>();
        all.forEach(id -> lines.addAll(journal.of(organizer, ENTITY, id.toString(), 0, MOST_JOURNAL_LINES)));
        return new PersonalData(
                survivor,
                store.addresses(organizer, all).values().stream().sorted().toList(),
                all.subList(1, all.size()),
                lines);
    }

    /** An address under a top-level domain that never exists (RFC 2606). */
    private static EmailAddress standIn(ContactId contact) {
        return EmailAddress.parse("erased-" + contact + "@erased.invalid").orElseThrow();
    }

    private List<EmailAddress> ofNobodyElse(OrganizerCode organizer, Map<String, String> addresses) {
        List<EmailAddress> all = addresses.values().stream()
                .map(EmailAddress::parse)
                .flatMap(Optional::stream)
                .toList();
        Set<String> shared = contacts.livingAddresses(organizer, all);
        return all.stream().filter(address -> !shared.contains(address.key())).toList();
    }

    private List<ContactId> withMerged(OrganizerCode organizer, ContactId survivor) {
        List<ContactId> all = new ArrayList<>(List.of(survivor));
        all.addAll(store.mergedInto(organizer, List.of(survivor)).getOrDefault(survivor, List.of()));
        return all;
    }

    private Contact existing(OrganizerCode organizer, ContactId contact) {
        return contacts.find(organizer, contact).orElseThrow(() -> Refusal.notFound("contact", contact));
    }
}
