package io.counterfoil.contacts;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of an organizer. Every method works in the organizer's transaction that its caller has opened; those that
 * change something need a writing one. Bodies of journal lines name
 * contacts by id only, never by address or name.
 */
public final class Contacts {
    private final ContactStore store;
    private final Journal journal;
    private final AddressStore addresses;
    private final Ids ids;
    private final Clock clock;

    public Contacts(DataSource dataSource, Journal journal, AddressHash hash, Ids ids, Clock clock) {
        this.journal = journal;
        this.store = new ContactStore(dataSource);
        this.addresses = new AddressStore(dataSource, hash);
        this.ids = ids;
        this.clock = clock;
    }

    /** Who has which of the addresses: a fixed number of statements, however many they are. */
    public AddressBook addressBook(OrganizerCode organizer, Collection<EmailAddress> asked) {
        return addressBooks(organizer, List.of(asked)).getFirst();
    }

    /** The same for several askers at once: a book for each, which knows nothing of what is done through the others. */
    public List<AddressBook> addressBooks(
            OrganizerCode organizer, List<? extends Collection<EmailAddress>> askedByEach) {
        Instant now = now();
        Set<String> keys = new LinkedHashSet<>();
        askedByEach.forEach(asked -> asked.forEach(address -> keys.add(address.key())));
        AddressStore.Known known =
                keys.isEmpty() ? new AddressStore.Known(Map.of(), Map.of()) : addresses.known(organizer, keys);
        List<AddressBook> books = new ArrayList<>();
        for (Collection<EmailAddress> asked : askedByEach) {
            Map<String, List<KnownContact>> own = new HashMap<>();
            asked.forEach(address -> own.put(address.key(), known.byKey().getOrDefault(address.key(), List.of())));
            books.add(AddressBook.of(own, known.merges(), ids, now));
        }
        return books;
    }

    /**
     * Stores whoever was born or completed through the book, with two statements at most, and gives what to journal.
     *
     * @param actor who told what is known of them; the caller journals it as his
     */
    public List<Change> store(OrganizerCode organizer, String actor, AddressBook book, @Nullable UUID runId) {
        return storeAll(organizer, actor, List.of(book), runId).getFirst();
    }

    /** The same for several books of different addresses, with as many statements; what to journal, book by book. */
    public List<List<Change>> storeAll(
            OrganizerCode organizer, String actor, List<AddressBook> books, @Nullable UUID runId) {
        List<NewContact> born =
                books.stream().flatMap(book -> book.born().stream()).toList();
        List<CompletedContact> completed =
                books.stream().flatMap(book -> book.completed().stream()).toList();
        if (!born.isEmpty() && !store.insert(organizer, actor, born, now())) {
            // writers of an organizer take turns, so the book was not made in this transaction
            throw new IllegalStateException("a contact to be stored exists by now: the address book is outdated");
        }
        if (!completed.isEmpty()) {
            store.complete(organizer, actor, completed, now());
        }
        return books.stream().map(book -> changes(book, runId)).toList();
    }

    private static List<Change> changes(AddressBook book, @Nullable UUID runId) {
        List<Change> changes = new ArrayList<>();
        book.born().forEach(contact -> changes.add(ContactChanges.created(contact, runId)));
        book.completed().forEach(contact -> changes.add(ContactChanges.completed(contact, runId)));
        book.ambiguous().forEach(match -> changes.add(ContactChanges.ambiguous(match, runId)));
        return changes;
    }

    /** Enters a contact and journals it; refuses unusable fields and a second internet account for an address. */
    public Creation create(OrganizerCode organizer, String actor, ContactInput input) {
        ContactDetails details = input.checked();
        EmailAddress address = details.address();
        List<KnownContact> known = address == null ? List.of() : known(organizer, address);
        boolean account = input.internetAccount();
        return switch (ContactCreation.plan(known, details.hasRealNames(), account)) {
            case ContactCreation.Plan.Create create -> {
                ContactId id = new ContactId(ids.next());
                NewContact contact = new NewContact(id, address, create.temporary(), account, details);
                if (!store.insert(organizer, actor, List.of(contact), now())) {
                    throw new IllegalStateException("contact " + id + " was made twice");
                }
                journal.append(organizer, actor, List.of(ContactChanges.created(contact, null)));
                yield new Creation.Created(existing(organizer, id));
            }
            case ContactCreation.Plan.Complete complete -> {
                CompletedContact contact = new CompletedContact(complete.id(), details);
                store.complete(organizer, actor, List.of(contact), now());
                giveAccount(organizer, complete.id(), account);
                journal.append(organizer, actor, List.of(ContactChanges.completed(contact, null)));
                yield new Creation.Completed(existing(organizer, complete.id()));
            }
            case ContactCreation.Plan.Keep keep -> {
                giveAccount(organizer, keep.id(), account);
                yield new Creation.Completed(existing(organizer, keep.id()));
            }
            case ContactCreation.Plan.SecondAccount second ->
                throw Refusal.conflict(
                        "internet-account-exists",
                        "contact " + second.holder() + " has the internet account of this address already"
                                + " (expected: at most one for an address)");
        };
    }

    /** A contact by id, or the one that it was merged into. */
    public Optional<Contact> find(OrganizerCode organizer, ContactId id) {
        return Optional.ofNullable(findAll(organizer, List.of(id)).get(id));
    }

    /** Contacts by the ids that were asked for, merges followed; one statement. */
    public Map<ContactId, Contact> findAll(OrganizerCode organizer, Collection<ContactId> contacts) {
        return contacts.isEmpty() ? Map.of() : store.byIds(organizer, contacts);
    }

    /** Contacts as they are stored, merges not followed, in the order of their birth. */
    public List<Contact> themselves(OrganizerCode organizer, Collection<ContactId> contacts) {
        return contacts.isEmpty() ? List.of() : store.themselves(organizer, contacts);
    }

    /** Where the consents of a contact came from, merges not followed. */
    public ConsentOrigins consentOrigins(OrganizerCode organizer, ContactId contact) {
        return store.consentOrigins(organizer, contact);
    }

    /** Whoever has the address, oldest first; an erased contact is not shown by an address that it no longer has. */
    public List<Contact> byEmail(OrganizerCode organizer, EmailAddress address) {
        List<String> keys = List.of(address.key());
        List<ContactId> found = addresses.known(organizer, keys).byKey().getOrDefault(address.key(), List.of()).stream()
                .filter(contact -> !contact.erased())
                .map(KnownContact::id)
                .toList();
        return findAll(organizer, found).values().stream()
                .sorted(Comparator.comparing(Contact::createdAt))
                .toList();
    }

    /** The normal forms of those of the addresses that a living contact has. */
    Set<String> livingAddresses(OrganizerCode organizer, Collection<EmailAddress> asked) {
        List<String> keys = asked.stream().map(EmailAddress::key).distinct().toList();
        return addresses.known(organizer, keys).byKey().entrySet().stream()
                .filter(known -> known.getValue().stream().anyMatch(contact -> !contact.erased()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Living contacts in the order of their birth, after one of them, or from the first. */
    public List<Contact> page(OrganizerCode organizer, @Nullable ContactId after, int limit) {
        return store.page(organizer, after, limit);
    }

    private List<KnownContact> known(OrganizerCode organizer, EmailAddress address) {
        List<String> keys = List.of(address.key());
        return addresses.known(organizer, keys).byKey().getOrDefault(address.key(), List.of());
    }

    private void giveAccount(OrganizerCode organizer, ContactId contact, boolean account) {
        if (account) {
            store.giveInternetAccount(organizer, contact, now());
        }
    }

    private Contact existing(OrganizerCode organizer, ContactId contact) {
        return find(organizer, contact).orElseThrow(() -> Refusal.notFound("contact", contact));
    }

    private Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
