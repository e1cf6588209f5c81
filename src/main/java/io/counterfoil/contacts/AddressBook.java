package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who has which address, in memory, for one page or one request. It knows at once whoever is born or completed through it, so
 * that a contact born in entry 3 is known to entry 4. Nothing is stored before {@link Contacts#store}. Not for several threads.
 */
public final class AddressBook {
    private static final ContactMatching.Question ANYBODY_LIVING =
            new ContactMatching.Question(List.of(), Instant.MAX, false);

    private final Map<String, List<KnownContact>> byKey;
    private final Map<ContactId, ContactId> merges;
    private final Ids ids;
    private final Instant now;
    // carried over from earlier books, stored (or, in a dry run, reported) with them
    private final Map<String, List<KnownContact>> bornEarlier = new HashMap<>();
    private final Set<ContactId> normalByNow = new HashSet<>();
    private final Map<ContactId, NewContact> born = new LinkedHashMap<>();
    private final Map<ContactId, CompletedContact> completed = new LinkedHashMap<>();
    private final Map<String, AmbiguousMatch> ambiguous = new LinkedHashMap<>();

    private AddressBook(Map<String, List<KnownContact>> known, Map<ContactId, ContactId> merges, Ids ids, Instant now) {
        this.byKey = new HashMap<>(known);
        this.merges = new HashMap<>(merges);
        this.ids = ids;
        this.now = now;
    }

    /** A book of contacts that were never merged. */
    public static AddressBook of(Map<String, List<KnownContact>> known, Ids ids, Instant now) {
        return of(known, Map.of(), ids, now);
    }

    /**
     * A book.
     *
     * @param known by {@link EmailAddress#key}: who has the address, merges followed
     * @param merges from a contact that was merged to the one that it is now
     */
    public static AddressBook of(
            Map<String, List<KnownContact>> known, Map<ContactId, ContactId> merges, Ids ids, Instant now) {
        return new AddressBook(known, merges, ids, now);
    }

    /**
     * This book and what another has loaded since, for a chain of pages of which nothing is stored (a dry run): whoever was born
     * or completed here is known there, and is not among its {@link #born} and {@link #completed}.
     */
    public AddressBook mergedWith(AddressBook loaded) {
        AddressBook next = new AddressBook(loaded.byKey, loaded.merges, ids, loaded.now);
        next.normalByNow.addAll(normalByNow);
        bornEarlier.forEach((key, contacts) -> contacts.forEach(contact -> next.addEarlier(key, contact)));
        born.values().forEach(contact -> {
            EmailAddress address = contact.address();
            if (address != null) {
                next.addEarlier(address.key(), known(contact));
            }
        });
        return next;
    }

    /** Whether the address is one of that contact's. */
    public boolean has(ContactId contact, EmailAddress address) {
        ContactId present = present(contact);
        for (KnownContact candidate : withAddress(address)) {
            if (candidate.id().equals(present)) {
                return true;
            }
        }
        return false;
    }

    /** The contact that a contact is now: itself, or the one that it was merged into. */
    public ContactId present(ContactId contact) {
        return merges.getOrDefault(contact, contact);
    }

    /**
     * Who is meant by an address, for one ticket (contact rule 1).
     *
     * @param preferred the cultural contact, the open line's new contact, then the history's contacts, latest first; nulls are
     *     skipped
     * @param begunAt when the transfer was begun, null when nobody knows; decides whether an erased contact is meant
     * @param owner whether the wallet owner is meant: an erased contact counts whatever the time
     */
    public Optional<ContactId> find(
            EmailAddress address,
            List<? extends @Nullable ContactId> preferred,
            @Nullable Instant begunAt,
            boolean owner) {
        List<KnownContact> withAddress = withAddress(address);
        if (withAddress.isEmpty()) {
            return Optional.empty();
        }
        List<ContactId> present = new ArrayList<>(preferred.size());
        for (ContactId contact : preferred) {
            if (contact != null) {
                present.add(present(contact));
            }
        }
        Optional<ContactMatching.Match> match =
                ContactMatching.match(withAddress, new ContactMatching.Question(present, begunAt, owner));
        match.filter(ContactMatching.Match::ambiguous).ifPresent(found -> noteAmbiguous(address, found, withAddress));
        return match.map(found -> found.contact().id());
    }

    /**
     * The contact for an address that {@link #find} did not find (contact rule 3): normal when the details are of that address
     * and have real names, else temporary. Give no details where names are only what a sender typed.
     */
    public ContactId create(EmailAddress address, @Nullable ContactDetails details) {
        Optional<ContactMatching.Match> living = ContactMatching.match(withAddress(address), ANYBODY_LIVING);
        if (living.isPresent()) {
            return living.get().contact().id();
        }
        boolean named = details != null && address.equals(details.address()) && details.hasRealNames();
        NewContact contact = new NewContact(new ContactId(ids.next()), address, !named, false, named ? details : null);
        born.put(contact.id(), contact);
        add(address.key(), known(contact));
        return contact.id();
    }

    /**
     * Completes the temporary contact whose address the details are of, when there is one and the names are real (contact rule
     * 2). Not to be called with what a pending or failed transfer says.
     */
    public void complete(ContactDetails details) {
        EmailAddress address = details.address();
        if (address == null || !details.hasRealNames()) {
            return;
        }
        for (KnownContact contact : List.copyOf(withAddress(address))) {
            if (contact.temporary() && !contact.erased()) {
                complete(contact.id(), details);
            }
        }
    }

    /** Contacts that were born through this book, in their order. */
    public List<NewContact> born() {
        return List.copyOf(born.values());
    }

    /** Stored contacts that were completed through this book. */
    public List<CompletedContact> completed() {
        return List.copyOf(completed.values());
    }

    /** Addresses for which one of several contacts was taken, once each. */
    public List<AmbiguousMatch> ambiguous() {
        return List.copyOf(ambiguous.values());
    }

    private void complete(ContactId id, ContactDetails details) {
        normalByNow.add(id);
        NewContact fresh = born.get(id);
        if (fresh == null) {
            completed.put(id, new CompletedContact(id, details));
        } else {
            born.put(id, new NewContact(id, fresh.address(), false, fresh.internetAccount(), details));
        }
    }

    private List<KnownContact> withAddress(EmailAddress address) {
        List<KnownContact> contacts = byKey.getOrDefault(address.key(), List.of());
        for (KnownContact contact : contacts) {
            if (contact.temporary() && normalByNow.contains(contact.id())) {
                return contacts.stream()
                        .map(each -> normalByNow.contains(each.id()) ? each.normal() : each)
                        .toList();
            }
        }
        return contacts;
    }

    private void noteAmbiguous(EmailAddress address, ContactMatching.Match match, List<KnownContact> candidates) {
        ambiguous.putIfAbsent(
                address.key(),
                new AmbiguousMatch(
                        match.contact().id(),
                        candidates.stream()
                                .filter(contact -> !contact.erased())
                                .map(KnownContact::id)
                                .toList()));
    }

    private KnownContact known(NewContact contact) {
        return new KnownContact(contact.id(), contact.temporary(), false, now, null);
    }

    private void addEarlier(String key, KnownContact contact) {
        bornEarlier.computeIfAbsent(key, none -> new ArrayList<>(1)).add(contact);
        add(key, contact);
    }

    private void add(String key, KnownContact contact) {
        List<KnownContact> others = byKey.getOrDefault(key, List.of());
        List<KnownContact> all = new ArrayList<>(others.size() + 1);
        all.addAll(others);
        all.add(contact);
        byKey.put(key, all);
    }
}
