package io.counterfoil.reference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One organizer in memory: what has come is kept, and after everything that comes its ticket is folded again from the
 * start. Slow and plain on purpose; independent of the product's fold.
 */
public final class ReferenceInterpreter {
    private final ReferenceContacts contacts = new ReferenceContacts();
    private final Map<String, ReferenceContact> byHandle = new LinkedHashMap<>();
    private final Map<String, TicketFile> tickets = new TreeMap<>();
    private final Map<String, Map<Held, Instant>> waiting = new LinkedHashMap<>();
    private final Map<String, TicketFile> byRequest = new LinkedHashMap<>();
    private boolean distribution;

    /** What became of a delivered entry. */
    public enum Outcome {
        APPLIED,
        UNCHANGED,
        UNKNOWN_TICKET,
        UNUSABLE_ADDRESS
    }

    /** Whom an import names for a ticket. */
    public record ImportContact(
            String email,
            @Nullable String firstName,
            @Nullable String lastName) {}

    /** An entry that waits for its ticket. */
    private record Held(String interfaceCode, int epoch, ReferenceEntry entry) {}

    /** All that has come for one ticket, and what it gives. */
    private static final class TicketFile {
        final String ticketId;
        final @Nullable ReferenceContact first;

        @Nullable
        ReferenceContact imported;

        final List<ReferenceLog.Item> items = new ArrayList<>();
        final Set<ReferenceEntry> seen = new HashSet<>();
        int arrivals;
        ReferenceFold folded;

        TicketFile(String ticketId, @Nullable ReferenceContact first, ReferenceFold nothingYet) {
            this.ticketId = ticketId;
            this.first = first;
            this.imported = first;
            this.folded = nothingYet;
        }
    }

    /** @param distribution whether contact creation and distribution are switched on */
    public ReferenceInterpreter(boolean distribution) {
        this.distribution = distribution;
    }

    /** Switches contact creation and distribution on or off, from the next entry on. */
    public void distribution(boolean on) {
        distribution = on;
    }

    /**
     * A contact that exists beforehand.
     *
     * @param handle by which back-office requests name it; never shown
     * @param addresses as written, the present one first, at least one
     */
    public void contact(
            String handle,
            List<String> addresses,
            ReferenceProfile profile,
            boolean temporary,
            boolean internetAccount,
            Instant createdAt) {
        List<String> keys = addresses.stream().map(ReferenceInterpreter::usable).toList();
        byHandle.put(handle, contacts.add(new ReferenceContact(keys, profile, temporary, internetAccount, createdAt)));
    }

    /** One line of an import: a new ticket, or a known one with whom it names now. Null: it names nobody. */
    public void importTicket(String ticketId, @Nullable ImportContact named, Instant receivedAt) {
        TicketFile known = tickets.get(ticketId);
        if (known == null) {
            ReferenceContact first = named == null ? null : imported(null, named, receivedAt);
            tickets.put(
                    ticketId,
                    new TicketFile(ticketId, first, new ReferenceFold(contacts, first, List.of(), receivedAt)));
            Map<Held, Instant> held = waiting.remove(ticketId);
            if (held != null) {
                held.forEach((item, at) -> deliver(item.interfaceCode(), item.epoch(), item.entry(), at));
            }
            return;
        }
        if (named == null) {
            return;
        }
        ReferenceContact contact = imported(known, named, receivedAt);
        if (contact != known.imported) {
            known.imported = contact;
            known.items.add(new ReferenceLog.Import(++known.arrivals, contact, receivedAt));
            fold(known, receivedAt);
        }
    }

    /** One entry of a diff page, in the order of delivery. */
    public Outcome deliver(String interfaceCode, int epoch, ReferenceEntry told, Instant receivedAt) {
        ReferenceEntry entry = told.asRead();
        TicketFile ticket = tickets.get(entry.ticketId());
        if (ticket == null) {
            waiting.computeIfAbsent(entry.ticketId(), none -> new LinkedHashMap<>())
                    .putIfAbsent(new Held(interfaceCode, epoch, entry), receivedAt);
            return Outcome.UNKNOWN_TICKET;
        }
        if (ticket.seen.contains(entry)) {
            return Outcome.UNCHANGED;
        }
        if (distribution && entry.needsAnUnusableAddress()) {
            return Outcome.UNUSABLE_ADDRESS;
        }
        ticket.seen.add(entry);
        if (distribution) {
            complete(entry);
        }
        String stream = ReferenceLog.stream(interfaceCode, epoch);
        ticket.items.add(new ReferenceLog.Entry(++ticket.arrivals, stream, entry, receivedAt, distribution));
        fold(ticket, receivedAt);
        return Outcome.APPLIED;
    }

    /** The back office distributes a known ticket to a contact that {@link #contact} made known. */
    public void distribute(
            String requestId, String ticketId, String targetHandle, BackOfficeAnswer answer, Instant requestedAt) {
        ReferenceContact target = byHandle.get(targetHandle);
        if (target == null) {
            throw new IllegalArgumentException("contact " + targetHandle + " (expected: a handle made known before)");
        }
        request(requestId, ticketId, target, false, answer, requestedAt);
    }

    /** The back office takes a ticket back. False: it cannot be taken back, and nothing has happened. */
    public boolean takeBack(String requestId, String ticketId, BackOfficeAnswer answer, Instant requestedAt) {
        ReferenceFold folded = ticket(ticketId).folded;
        ReferenceLine last = null;
        for (ReferenceLine line : folded.lines) {
            last = line.status == ReferenceLine.Status.CONFIRMED ? line : last;
        }
        ReferenceContact target = last == null ? null : last.oldContact;
        if (last == null || target == null || last.newContact != folded.cultural) {
            return false;
        }
        request(requestId, ticketId, target, true, answer, requestedAt);
        return true;
    }

    /** The wallet has answered an earlier request; an answer to a request that was not possible says nothing. */
    public void answer(String requestId, BackOfficeAnswer answer, Instant answeredAt) {
        TicketFile ticket = byRequest.get(requestId);
        if (ticket == null) {
            return;
        }
        ticket.items.replaceAll(item -> item instanceof ReferenceLog.BackOffice request
                        && request.requestId().equals(requestId)
                ? new ReferenceLog.BackOffice(
                        request.arrival(),
                        requestId,
                        request.takeBack(),
                        request.target(),
                        request.requestedAt(),
                        answer,
                        answeredAt)
                : item);
        fold(ticket, answeredAt);
    }

    /** The ticket's cultural contact now: its label, null: nobody. */
    public @Nullable String culturalContact(String ticketId) {
        ReferenceContact cultural = ticket(ticketId).folded.cultural;
        return cultural == null ? null : cultural.label();
    }

    /** All tickets and contacts as they stand. */
    public ReferenceResult result() {
        return new ReferenceResult(
                tickets.values().stream().map(ReferenceInterpreter::result).toList(),
                contacts.all().stream().map(ReferenceInterpreter::result).toList());
    }

    /** One ticket as it stands. */
    public ReferenceResult.TicketResult result(String ticketId) {
        return result(ticket(ticketId));
    }

    private void request(
            String requestId,
            String ticketId,
            ReferenceContact target,
            boolean takeBack,
            BackOfficeAnswer answer,
            Instant requestedAt) {
        TicketFile ticket = ticket(ticketId);
        byRequest.put(requestId, ticket);
        ticket.items.add(
                new ReferenceLog.BackOffice(++ticket.arrivals, requestId, takeBack, target, requestedAt, answer, null));
        fold(ticket, requestedAt);
    }

    /** Distribution rule 7: the contact of the last import is asked first, so that the same row changes nothing. */
    private ReferenceContact imported(@Nullable TicketFile ticket, ImportContact named, Instant receivedAt) {
        String address = usable(named.email());
        ReferenceProfile profile = ReferenceProfile.named(named.firstName(), named.lastName());
        if (profile.hasRealNames()) {
            contacts.complete(address, profile);
        }
        if (ticket != null && ticket.imported != null && ticket.imported.has(address)) {
            return ticket.imported;
        }
        ReferenceContact found = ticket == null ? contacts.find(address) : ticket.folded.find(address);
        return found != null ? found : contacts.create(address, profile.hasRealNames() ? profile : null, receivedAt);
    }

    /** Contact rule 2. */
    private void complete(ReferenceEntry entry) {
        String address = ReferenceEntry.key(entry.describedText());
        if (address == null || !contacts.hasTemporary(address)) {
            return;
        }
        ReferenceProfile profile = ReferenceMatching.profileFor(entry, address);
        if (profile != null) {
            contacts.complete(address, profile);
        }
    }

    private void fold(TicketFile ticket, Instant now) {
        ticket.folded = new ReferenceFold(contacts, ticket.first, ticket.folded.lines, now)
                .of(ReferenceLog.inOrder(ticket.items));
    }

    private TicketFile ticket(String ticketId) {
        TicketFile ticket = tickets.get(ticketId);
        if (ticket == null) {
            throw new IllegalArgumentException("ticket " + ticketId + " (expected: one that was imported)");
        }
        return ticket;
    }

    private static String usable(String address) {
        String key = ReferenceEntry.key(address);
        if (key == null) {
            throw new IllegalArgumentException("address " + address + " (expected: a usable one)");
        }
        return key;
    }

    private static ReferenceResult.TicketResult result(TicketFile ticket) {
        ReferenceFold fold = ticket.folded;
        return new ReferenceResult.TicketResult(
                ticket.ticketId,
                fold.cultural == null ? null : fold.cultural.label(),
                fold.mobileStatus,
                fold.mobileStatusAt,
                ReferenceFold.ownerKey(fold.owner),
                fold.holder,
                fold.lines.stream().map(ReferenceLine::result).toList());
    }

    private static ReferenceResult.ContactResult result(ReferenceContact contact) {
        ReferenceProfile profile = contact.profile;
        return new ReferenceResult.ContactResult(
                contact.label(),
                contact.temporary,
                profile.title(),
                profile.birthDate(),
                profile.nationality(),
                profile.idNumber(),
                profile.mobilePhone(),
                profile.country(),
                profile.language(),
                profile.institution(),
                profile.thirdParty());
    }
}
