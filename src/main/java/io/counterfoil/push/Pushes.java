package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The push functions of interfaces: their settings, and the tickets that they could not push. Runs are module runs' part. */
public final class Pushes {
    private final OrganizerTransactions transactions;
    private final PushStore store;
    private final Interfaces interfaces;
    private final Tickets tickets;
    private final Journal journal;
    private final Clock clock;

    Pushes(
            OrganizerTransactions transactions,
            PushStore store,
            Interfaces interfaces,
            Tickets tickets,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.interfaces = interfaces;
        this.tickets = tickets;
        this.journal = journal;
        this.clock = clock;
    }

    /** The settings of a push function; refused for any other function, and where the interface does not exist. */
    public PushSettings settings(OrganizerCode organizer, String interfaceCode, InterfaceFunction function) {
        return transactions.read(organizer, () -> {
            require(organizer, interfaceCode, function);
            return store.settings(organizer, interfaceCode, function).settings();
        });
    }

    /** Saves the settings; each ticket on a force list is sent once more, also when the list is the same as before. */
    public PushSettings save(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            PushSettings settings,
            String actor) {
        return change(organizer, interfaceCode, function, stored -> settings, true, actor);
    }

    /**
     * Changes what is stored, alone among the organizer's writers.
     *
     * @param force whether the force list was told, so that its tickets are sent once more
     */
    public PushSettings change(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            UnaryOperator<PushSettings> how,
            boolean force,
            String actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transactions.write(organizer, () -> {
            require(organizer, interfaceCode, function);
            PushSettings.Stored stored = store.settings(organizer, interfaceCode, function);
            PushSettings next = how.apply(stored.settings());
            next.skipList()
                    .refuseAmbiguous(tickets.named(organizer, next.skipList().bareNames()));
            Instant forcedAt = force ? now : stored.forcedAt();
            PushSettings.Stored saved =
                    new PushSettings.Stored(next, next.forced().isEmpty() ? null : forcedAt);
            store.saveSettings(organizer, interfaceCode, function, saved, now);
            ObjectNode body = Differences.between(described(stored), described(saved));
            if (!body.isEmpty()) {
                body.put("function", function.code());
            }
            journal.append(
                    organizer, actor, Differences.line("interface", interfaceCode, "push-settings-changed", body));
            return next;
        });
    }

    /** Puts tickets on the function's skip list, as {@code id:X}; one that is there already stays once. */
    public PushSettings skip(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            List<TicketId> skipped,
            String actor) {
        return change(organizer, interfaceCode, function, stored -> stored.skipping(skipped), false, actor);
    }

    /**
     * The tickets that a function could not push and still should, in ticket-id order. A ticket leaves the list when it is
     * pushed, when its state changes, and with the first run after it was put on a skip list.
     *
     * @param after only tickets after this id; null: from the first
     */
    public List<Pushed> bad(
            OrganizerCode organizer,
            String interfaceCode,
            InterfaceFunction function,
            @Nullable String after,
            int limit) {
        return transactions.read(organizer, () -> {
            require(organizer, interfaceCode, function);
            return store.bad(organizer, interfaceCode, function, Objects.requireNonNullElse(after, ""), limit);
        });
    }

    private void require(OrganizerCode organizer, String interfaceCode, InterfaceFunction function) {
        interfaces.require(organizer, interfaceCode);
        switch (function) {
            case EXTERNAL_PRINTING, PUSH_CANCELLED, PUSH_CONTROLLED -> {}
            case RETRIEVE_TICKET_STATUS -> throw Refusal.notFound("push function", function);
        }
    }

    private static ObjectNode described(PushSettings.Stored stored) {
        PushSettings settings = stored.settings();
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "forcedAt",
                        stored.forcedAt() == null ? null : stored.forcedAt().toString())
                .put("batchSize", settings.batchSize())
                .put("forceTickets", settings.forceTickets())
                .put("skipTickets", settings.skipTickets())
                .put("simulation", settings.simulation())
                .put("maxTransfers", settings.maxTransfers())
                .put("transferTimeout", settings.transferTimeout());
    }
}
