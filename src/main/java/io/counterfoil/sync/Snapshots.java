package io.counterfoil.sync;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.tickets.EntryAddresses;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.TicketLedger;
import io.counterfoil.tickets.TicketLedgers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is held about the entries of a page: a fixed number of queries, whatever its size. */
final class Snapshots {
    private final TicketLedgers ledgers;
    private final Contacts contacts;
    private final Ids ids;

    Snapshots(TicketLedgers ledgers, Contacts contacts, Ids ids) {
        this.ledgers = ledgers;
        this.contacts = contacts;
        this.ids = ids;
    }

    /**
     * For entries that will be stored, in the caller's writing transaction.
     *
     * @param skipList what will be asked about the tickets
     */
    Snapshot take(OrganizerCode organizer, List<Parcel> parcels, SkipList skipList) {
        Map<TicketId, List<WalletEntry>> entries = new LinkedHashMap<>();
        for (Parcel parcel : parcels) {
            entries.computeIfAbsent(parcel.ticketId(), id -> new ArrayList<>()).add(parcel.entry());
        }
        Map<TicketId, TicketLedger> held = ledgers.forEntries(organizer, entries, !skipList.isEmpty());
        return new Snapshot(held, new PagePeople(book(organizer, parcels, held.values()), ids));
    }

    /** For a page of a dry run: what earlier pages came to lies over what is stored. */
    Snapshot takeOver(OrganizerCode organizer, List<Parcel> parcels, @Nullable Snapshot earlier) {
        Set<TicketId> fresh = new HashSet<>();
        for (Parcel parcel : parcels) {
            if (earlier == null || earlier.ledger(parcel.ticketId()).isEmpty()) {
                fresh.add(parcel.ticketId());
            }
        }
        Map<TicketId, TicketLedger> held = new HashMap<>(earlier == null ? Map.of() : earlier.ledgers());
        held.putAll(ledgers.of(organizer, fresh, true));
        AddressBook loaded = book(organizer, parcels, held.values());
        AddressBook book = earlier == null ? loaded : earlier.book().mergedWith(loaded);
        return new Snapshot(held, new PagePeople(book, ids));
    }

    private AddressBook book(OrganizerCode organizer, List<Parcel> parcels, Collection<TicketLedger> ledgers) {
        Set<String> texts = new HashSet<>();
        for (Parcel parcel : parcels) {
            texts.addAll(EntryAddresses.needed(parcel.entry()));
        }
        ledgers.forEach(ledger -> texts.addAll(ledger.addresses()));
        Set<EmailAddress> addresses = new HashSet<>();
        texts.forEach(text -> EmailAddress.parse(text).ifPresent(addresses::add));
        for (Parcel parcel : parcels) {
            if (parcel.mayComplete()
                    && parcel.details() != null
                    && parcel.details().address() != null) {
                addresses.add(parcel.details().address());
            }
        }
        return contacts.addressBook(organizer, addresses);
    }
}
