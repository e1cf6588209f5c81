package io.counterfoil.runs;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.DueFunction;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Starts that wait their turn: one place for each interface and function, whoever asks. */
final class RunRequests {
    private final OrganizerTransactions transactions;
    private final LeaseStore leases;
    private final Runs runs;
    private final Interfaces interfaces;
    private final Clock clock;

    RunRequests(OrganizerTransactions transactions, LeaseStore leases, Runs runs, Interfaces interfaces, Clock clock) {
        this.transactions = transactions;
        this.leases = leases;
        this.runs = runs;
        this.interfaces = interfaces;
        this.clock = clock;
    }

    /** Takes a place; false when it is taken already, and the run to come serves this start too. */
    boolean add(OrganizerCode organizer, String interfaceCode, InterfaceFunction function, StartedBy by) {
        return transactions.writeAside(
                organizer, () -> leases.addRequest(organizer, interfaceCode, function, by, now()));
    }

    /** Whether anything is due, waits, or was left by a dead node. */
    boolean hasWork(OrganizerCode organizer) {
        return transactions.read(
                organizer,
                () -> !interfaces.due(organizer, now()).isEmpty()
                        || !leases.requests(organizer).isEmpty()
                        || leases.hasStale(organizer, now().minus(Runs.DEAD_AFTER)));
    }

    /** Lets what is due take its place. */
    void addDue(OrganizerCode organizer) {
        transactions.writeOnly(organizer, () -> {
            for (DueFunction due : interfaces.due(organizer, now())) {
                leases.addRequest(organizer, due.interfaceCode(), due.function(), StartedBy.SCHEDULE, now());
                interfaces.advance(organizer, due.interfaceCode(), due.function());
            }
        });
    }

    List<RunRequest> waiting(OrganizerCode organizer) {
        return transactions.read(organizer, () -> leases.requests(organizer));
    }

    /** Starts the run that was asked for, and gives up its place; nothing while another holds what it needs. */
    Optional<RunLease> start(OrganizerCode organizer, RunRequest request) {
        return transactions.write(organizer, () -> {
            String name = RunLease.nameOf(request.interfaceCode(), request.function());
            if (leases.holder(organizer, name).isPresent() || !leases.removeRequest(organizer, request)) {
                return Optional.<RunLease>empty();
            }
            String actor = request.startedBy() == StartedBy.WAKE ? "wallet" : "schedule";
            Start start = runs.start(
                    organizer, request.interfaceCode(), request.function(), request.startedBy(), actor, false);
            return start instanceof Start.Started(Run run, RunLease lease) ? Optional.of(lease) : Optional.empty();
        });
    }

    /** When a schedule asks next; empty: none does. */
    Optional<Instant> nextDue(OrganizerCode organizer) {
        return interfaces.nextDue(organizer);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
