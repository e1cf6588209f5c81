package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a ticket's entries speak of: addresses as they came to contacts, by contact rule 1, seen from one ticket. A contact
 * that nobody knows yet is born here.
 */
final class People {
    private final AddressBook book;
    private final Map<String, Optional<EmailAddress>> parsed;
    private final @Nullable ContactDetails details;
    private final List<Distribution> former;

    /**
     * @param parsed cache of addresses, shared by the entries of a page
     * @param details of the entry that is being folded for the first time; null for entries of former pages
     * @param former the lines before the ticket is folded again, which name their contacts for good
     */
    People(
            AddressBook book,
            Map<String, Optional<EmailAddress>> parsed,
            @Nullable ContactDetails details,
            List<Distribution> former) {
        this.book = book;
        this.parsed = parsed;
        this.details = details;
        this.former = former;
    }

    /** The address in a text, or null when there is none or it is unusable. */
    @Nullable
    EmailAddress address(@Nullable String text) {
        return text == null
                ? null
                : parsed.computeIfAbsent(text, EmailAddress::parse).orElse(null);
    }

    boolean has(@Nullable ContactId contact, @Nullable EmailAddress address) {
        return contact != null && address != null && book.has(contact, address);
    }

    List<Distribution> former() {
        return former;
    }

    /**
     * Whoever has the ticket, by his address. The present state is asked first: asking memory first would make people who
     * share an address depend on the order of delivery.
     *
     * @param remembered whom a former fold took for him
     * @param begunAt when the transfer that he sends began; null for an owner
     */
    ContactId having(
            EmailAddress address,
            FoldState state,
            @Nullable ContactId remembered,
            @Nullable Instant begunAt,
            boolean owner) {
        List<ContactId> preferred = preferred(state);
        if (remembered != null) {
            int present = (state.culturalContact == null ? 0 : 1) + (state.open() == null ? 0 : 1);
            preferred.add(present, remembered);
        }
        return book.find(address, preferred, begunAt, owner)
                .orElseGet(() -> book.create(address, owner ? detailsOf(address) : null));
    }

    /**
     * Whoever gets the ticket, by his address. A line that exists names him for good.
     *
     * @param remembered whom a former fold took for him
     * @param begunAt when the transfer began, as far as it is told
     * @param mayName whether names in this entry are his own and not only what a sender typed
     */
    ContactId recipient(
            EmailAddress address,
            FoldState state,
            @Nullable ContactId remembered,
            @Nullable Instant begunAt,
            boolean mayName) {
        if (remembered != null && has(remembered, address)) {
            return remembered;
        }
        return book.find(address, preferred(state), begunAt, false)
                .orElseGet(() -> book.create(address, mayName ? detailsOf(address) : null));
    }

    private @Nullable ContactDetails detailsOf(EmailAddress address) {
        return details != null && address.equals(details.address()) ? details : null;
    }

    /** Contact rule 1: the cultural contact, then the open line's new contact, then the history, latest first. */
    static List<ContactId> preferred(FoldState state) {
        List<ContactId> preferred = new ArrayList<>(2 + 2 * state.lines().size());
        if (state.culturalContact != null) {
            preferred.add(state.culturalContact);
        }
        Distribution open = state.open();
        if (open != null) {
            preferred.add(open.newContact());
        }
        for (Distribution line : state.lines().reversed()) {
            preferred.add(line.newContact());
            if (line.oldContact() != null) {
                preferred.add(line.oldContact());
            }
        }
        return preferred;
    }

    /** Everybody whom a ticket and its lines name. */
    static Set<ContactId> named(@Nullable ContactId culturalContact, List<Distribution> lines) {
        Set<ContactId> named = new HashSet<>();
        if (culturalContact != null) {
            named.add(culturalContact);
        }
        for (Distribution line : lines) {
            named.add(line.newContact());
            if (line.oldContact() != null) {
                named.add(line.oldContact());
            }
        }
        return named;
    }
}
