package io.counterfoil.sync;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.tickets.Tickets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Entries that were not applied because their ticket stood on a skip list; applied once it stands on none (rule 5). */
public final class SkippedEntries {
    private static final int LOOKED_AT = 1000;

    private final OrganizerTransactions transactions;
    private final Quarantine quarantine;
    private final Interfaces interfaces;
    private final Tickets tickets;

    SkippedEntries(OrganizerTransactions transactions, Quarantine quarantine, Interfaces interfaces, Tickets tickets) {
        this.transactions = transactions;
        this.quarantine = quarantine;
        this.interfaces = interfaces;
        this.tickets = tickets;
    }

    /** @param listedBy by ticket, the interface whose skip list still has it; tickets on none are not here */
    public record Waiting(List<Held> entries, Map<String, String> listedBy) {}

    /** What came of applying, and where to go on; null: there is no more. */
    public record Applied(int closed, @Nullable UUID next) {}

    /** Skipped entries, oldest first. */
    public List<Held> list(OrganizerCode organizer, Held.@Nullable State state, @Nullable UUID after, int limit) {
        return quarantine.list(organizer, HeldFilter.skipped(state), after, limit);
    }

    /** Those that wait, oldest first, and which of them cannot be applied yet. */
    public Waiting waiting(OrganizerCode organizer, @Nullable UUID after, int limit) {
        return transactions.read(organizer, () -> {
            List<Held> found = list(organizer, Held.State.OPEN, after, limit);
            Map<String, String> listed = new HashMap<>();
            listedBy(organizer, ticketsOf(found)).forEach((ticket, link) -> listed.put(ticket.value(), link));
            return new Waiting(found, listed);
        });
    }

    /** Whether some of the oldest that wait could be applied now. */
    public boolean anyFree(OrganizerCode organizer) {
        Waiting waiting = waiting(organizer, null, LOOKED_AT);
        return waiting.entries().stream()
                .anyMatch(held -> held.ticketId() != null && !waiting.listedBy().containsKey(held.ticketId()));
    }

    /** Applies what was skipped for the tickets, in its order; refused while one of them is on a skip list. */
    public int apply(OrganizerCode organizer, Collection<TicketId> asked, String actor) {
        return transactions.write(organizer, () -> {
            listedBy(organizer, asked).forEach((ticket, link) -> {
                throw Refusal.invalid(
                        "ticketIds", ticket, "tickets that are on no skip list; take it off that of " + link);
            });
            return quarantine.applySkipped(organizer, asked, actor);
        });
    }

    /** Applies what was skipped for tickets that are on no skip list any more, of so many entries after one. */
    public Applied applyFree(OrganizerCode organizer, @Nullable UUID after, int limit, String actor) {
        return transactions.write(organizer, () -> {
            Waiting waiting = waiting(organizer, after, limit);
            Set<TicketId> free = ticketsOf(waiting.entries());
            free.removeIf(ticket -> waiting.listedBy().containsKey(ticket.value()));
            int closed = quarantine.applySkipped(organizer, free, actor);
            boolean more = waiting.entries().size() == limit;
            return new Applied(closed, more ? waiting.entries().getLast().id() : null);
        });
    }

    private static Set<TicketId> ticketsOf(List<Held> entries) {
        Set<TicketId> named = new LinkedHashSet<>();
        entries.forEach(held ->
                Optional.ofNullable(held.ticketId()).flatMap(TicketId::parse).ifPresent(named::add));
        return named;
    }

    private Map<TicketId, String> listedBy(OrganizerCode organizer, Collection<TicketId> asked) {
        Map<TicketId, String> taxNumbers = tickets.taxNumbers(organizer, new ArrayList<>(asked));
        Map<TicketId, String> listed = new HashMap<>();
        for (Interface link : interfaces.list(organizer)) {
            for (TicketId ticket : asked) {
                if (link.skipList().skips(ticket, taxNumbers.get(ticket))) {
                    listed.put(ticket, link.code());
                }
            }
        }
        return listed;
    }
}
