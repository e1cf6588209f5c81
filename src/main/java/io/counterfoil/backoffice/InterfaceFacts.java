package io.counterfoil.backoffice;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.FunctionState;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.TicketLookup;
import io.counterfoil.runs.LatestRun;
import io.counterfoil.runs.Runs;
import io.counterfoil.sync.SyncPosition;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.TransferFigures;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what the pages of interfaces show, and saves what their form says. */
final class InterfaceFacts {
    static final long MOST_COUNTED = 10_000;

    private final OrganizerTransactions transactions;
    private final Interfaces interfaces;
    private final Runs runs;
    private final SyncPositions positions;
    private final TransferFigures transfers;
    private final Clock clock;

    InterfaceFacts(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Runs runs,
            SyncPositions positions,
            TransferFigures transfers,
            Clock clock) {
        this.transactions = transactions;
        this.interfaces = interfaces;
        this.runs = runs;
        this.positions = positions;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** A function, how it is set up and how it does. */
    record FunctionView(
            FunctionState state,
            FunctionHealth health,
            @Nullable LatestRun latest) {
        public String code() {
            return state.function().code();
        }
    }

    /**
     * An interface and its functions.
     *
     * @param outOfStep how many tickets of the organizer are, counted up to {@link #MOST_COUNTED}
     */
    record View(
            Interface link,
            Tone tone,
            List<FunctionView> functions,
            @Nullable SyncPosition position,
            List<EmailAddress> recipients,
            long outOfStep) {}

    List<View> all(OrganizerCode organizer) {
        return transactions.read(organizer, () -> {
            List<Interface> links = interfaces.list(organizer);
            List<LatestRun> latest = runs.latest(organizer, links);
            return links.stream()
                    .map(link -> view(link, latest, null, List.of(), 0))
                    .toList();
        });
    }

    View one(OrganizerCode organizer, String code) {
        return transactions.read(organizer, () -> {
            Interface link = interfaces.require(organizer, code);
            return view(
                    link,
                    runs.latest(organizer, List.of(link)),
                    positions.find(organizer, code),
                    interfaces.notificationRecipients(organizer, code),
                    transfers.outOfStep(organizer, MOST_COUNTED));
        });
    }

    /** All of the form or nothing of it. */
    void save(OrganizerCode organizer, String code, InterfaceForm form, TicketLookup tickets, String actor) {
        transactions.writeOnly(organizer, () -> {
            interfaces.save(organizer, code, form.change(), tickets, actor);
            interfaces.saveNotificationRecipients(organizer, code, form.addresses(), actor);
        });
    }

    private View view(
            Interface link,
            List<LatestRun> latest,
            @Nullable SyncPosition position,
            List<EmailAddress> recipients,
            long outOfStep) {
        Instant now = clock.instant();
        List<FunctionView> functions = new ArrayList<>();
        Tone tone = Tone.NONE;
        for (InterfaceFunction function : InterfaceFunction.values()) {
            FunctionState state = link.function(function);
            LatestRun run = latest.stream()
                    .filter(each -> each.run().interfaceCode().equals(link.code())
                            && each.run().function() == function)
                    .findFirst()
                    .orElse(null);
            FunctionHealth health = HomeFacts.health(state, run, now);
            tone = tone.worse(health.tone());
            functions.add(new FunctionView(state, health, run));
        }
        return new View(link, tone, List.copyOf(functions), position, recipients, outOfStep);
    }
}
