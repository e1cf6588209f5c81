package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds people as people look for them: by a whole address, or by the beginnings of names. Within the organizer's
 * transaction, like {@link Contacts}.
 */
public final class ContactSearch {
    private final ContactSearchQueries queries;
    private final ContactLifeStore lives;
    private final Contacts contacts;

    ContactSearch(ContactSearchQueries queries, ContactLifeStore lives, Contacts contacts) {
        this.queries = queries;
        this.lives = lives;
        this.contacts = contacts;
    }

    /** Which contacts are asked for. */
    public enum Flag {
        TEMPORARY,
        ORPHANED
    }

    /** Whoever fits, at most so many, merges followed, erased ones left out. */
    public List<Contact> find(OrganizerCode organizer, String text, int limit) {
        Optional<EmailAddress> address = text.indexOf('@') < 0 ? Optional.empty() : EmailAddress.parse(text.strip());
        if (address.isPresent()) {
            List<Contact> found = contacts.byEmail(organizer, address.get());
            return found.size() > limit ? found.subList(0, limit) : found;
        }
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", 2);
        return words[0].isEmpty()
                ? List.of()
                : queries.byName(organizer, words[0], words.length > 1 ? words[1] : null, limit);
    }

    /** Living contacts in the order of their birth, newest first, before one of them, or from the newest. */
    public List<Contact> newest(OrganizerCode organizer, @Nullable Flag flag, @Nullable ContactId before, int limit) {
        return queries.newest(organizer, flag, before, limit);
    }

    /** Who was merged into each of the contacts, chains followed. */
    public Map<ContactId, List<ContactId>> mergedInto(OrganizerCode organizer, Collection<ContactId> survivors) {
        return survivors.isEmpty() ? Map.of() : lives.mergedInto(organizer, survivors);
    }

    /** Contacts that may be the same person: those that share an address with it. */
    public List<Contact> sharingAddress(OrganizerCode organizer, Contact contact) {
        return EmailAddress.parse(String.valueOf(contact.email()))
                .map(address -> contacts.byEmail(organizer, address))
                .orElse(List.of())
                .stream()
                .filter(other -> !other.id().equals(contact.id()))
                .toList();
    }
}
