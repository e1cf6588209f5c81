package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /**
     * A place among all who fit a text.
     *
     * @param byFirstName whether those who fit by their last name are over
     * @param key name of the last one seen; empty: none was
     * @param id of the last one seen
     */
    public record Place(boolean byFirstName, String key, ContactId id) {
        /** Before everybody. */
        public static final Place FIRST = new Place(false, "", new ContactId(new UUID(0, 0)));

        private static final Place FIRST_NAMES = new Place(true, "", FIRST.id());
    }

    /** @param next where the next page begins; null: there is no more */
    public record Named(List<Contact> found, @Nullable Place next) {}

    /** Whoever fits, all of them, a page at a time; a page may be empty before the end. As {@link #find} finds them. */
    public Named named(OrganizerCode organizer, String text, Place from, int limit) {
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+", 2);
        if (words[0].isEmpty() || isAddress(text)) {
            return new Named(find(organizer, text, Integer.MAX_VALUE), null);
        }
        List<ContactSearchQueries.Keyed> page =
                queries.named(organizer, words[0], words.length > 1 ? words[1] : null, from, limit);
        List<Contact> found =
                page.stream().map(ContactSearchQueries.Keyed::contact).toList();
        if (page.size() < limit) {
            return new Named(found, from.byFirstName() ? null : Place.FIRST_NAMES);
        }
        ContactSearchQueries.Keyed last = page.getLast();
        return new Named(
                found, new Place(from.byFirstName(), last.key(), last.contact().id()));
    }

    private static boolean isAddress(String text) {
        return text.indexOf('@') >= 0 && EmailAddress.parse(text.strip()).isPresent();
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
