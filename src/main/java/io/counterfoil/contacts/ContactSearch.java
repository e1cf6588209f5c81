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
    private static final int LOOKED_AT = 5_000;

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

    /**
     * Contacts that may be one person, one page of them.
     *
     * @param next the address after which the next page begins; null: there is no more
     * @param lookedAt how many contacts were looked at before the answer was given unfinished; 0: all that there are
     */
    public record Duplicates(
            List<PossibleDuplicate> found, @Nullable String next, int lookedAt) {}

    /**
     * Contacts that may be one person, in the order of the addresses that they share. The effort has a bound however many
     * contacts there are: where few share an address, a page may hold fewer than there are after it.
     *
     * @param after the last address seen, empty for the first page
     */
    public Duplicates duplicates(OrganizerCode organizer, String after, int limit) {
        String end = queries.endOfLook(organizer, after, LOOKED_AT);
        List<PossibleDuplicate> found = queries.duplicates(organizer, after, end, limit + 1);
        if (found.size() > limit) {
            return new Duplicates(found.subList(0, limit), found.get(limit - 1).address(), 0);
        }
        return new Duplicates(found, end, end == null ? 0 : LOOKED_AT);
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
