package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.BulkJob.Line;
import io.counterfoil.push.BulkJob.LineState;
import io.counterfoil.push.BulkJob.Preview;
import io.counterfoil.tickets.Distribution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Distributes or takes back many tickets, line by line, after a person has seen what will happen. When the process dies, the
 * line that it was at is unclear and is not done again; the others can go on.
 */
public final class BulkChanges {
    /** Tickets of one job, at most. */
    public static final int MOST_LINES = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(BulkChanges.class);
    private static final Duration KEPT = Duration.ofDays(7);
    /** Without a sign of life for so long, whoever worked on it is dead: longer than a wallet's answer takes. */
    private static final Duration DEAD_AFTER = Duration.ofMinutes(1);

    private final OrganizerTransactions transactions;
    private final BulkStore store;
    private final Distributing distributing;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    BulkChanges(
            OrganizerTransactions transactions,
            BulkStore store,
            Distributing distributing,
            Journal journal,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.distributing = distributing;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** Who gets the ticket of a line: looked up, or made, in a transaction of its own. */
    @FunctionalInterface
    public interface Recipient {
        ContactId of(Line line);
    }

    /** Stores what is asked for; nothing is done yet. */
    public UUID prepare(
            OrganizerCode organizer,
            BulkJob.Action action,
            List<Line> lines,
            String reason,
            boolean cancelOpen,
            String actor) {
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            throw Refusal.invalid("lines", lines.size(), "1 to " + MOST_LINES + " tickets");
        }
        String given = Objects.requireNonNullElse(ReasonText.checked(reason), "");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        BulkJob job =
                new BulkJob(ids.next(), action, given, cancelOpen, BulkJob.State.PREVIEW, actor, now, null, Map.of());
        return transactions.write(organizer, () -> {
            store.add(organizer, job, lines);
            return job.id();
        });
    }

    /** Forgets jobs whose time is over, whatever became of them: those that were never begun keep addresses. */
    public void forget(OrganizerCode organizer) {
        Instant before = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(KEPT);
        transactions.writeAside(organizer, () -> {
            store.forget(organizer, before);
            return true;
        });
    }

    /** The job; refused when there is none. */
    public BulkJob require(OrganizerCode organizer, UUID id) {
        return transactions.read(
                organizer, () -> store.find(organizer, id).orElseThrow(() -> Refusal.notFound("bulk change", id)));
    }

    /** Lines after a number, with what would become of each. */
    public List<Preview> lines(OrganizerCode organizer, UUID id, int after, int limit) {
        return transactions.read(organizer, () -> store.preview(organizer, id, after, limit));
    }

    /** Whether a job that was begun has nobody left who works on it. */
    public boolean isLeft(BulkJob job) {
        return job.state() == BulkJob.State.RUNNING
                && job.beatAt() != null
                && job.beatAt().plus(DEAD_AFTER).isBefore(clock.instant());
    }

    /** Begins, or goes on where somebody has left it; the work goes on after the answer. */
    public void start(OrganizerCode organizer, UUID id, Recipient recipient, String actor) {
        BulkJob job = transactions.write(organizer, () -> {
            BulkJob found = store.find(organizer, id).orElseThrow(() -> Refusal.notFound("bulk change", id));
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (!store.begin(organizer, id, now, now.minus(DEAD_AFTER))) {
                throw Refusal.conflict(
                        "bulk-going-on", "bulk change " + id + " goes on or is done (expected: not begun)");
            }
            store.markUnclear(organizer, id);
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("action", found.action().name())
                    .put("tickets", found.all())
                    .put("reason", found.reason())
                    .toString();
            journal.append(organizer, actor, List.of(new Change("bulk", id.toString(), "started", null, body)));
            return found;
        });
        OrganizerTransactions.afterCommit(
                () -> Thread.ofVirtual().name("bulk-" + id).start(() -> work(organizer, job, recipient, actor)));
    }

    private void work(OrganizerCode organizer, BulkJob job, Recipient recipient, String actor) {
        try {
            while (true) {
                Optional<Line> next =
                        transactions.writeAside(organizer, () -> store.take(organizer, job.id(), clock.instant()));
                if (next.isEmpty()) {
                    transactions.writeAside(organizer, () -> {
                        store.done(organizer, job.id());
                        return true;
                    });
                    return;
                }
                Ended ended = change(organizer, job, next.get(), recipient, actor);
                transactions.writeAside(organizer, () -> {
                    store.end(organizer, job.id(), next.get().number(), ended);
                    return true;
                });
            }
        } catch (RuntimeException defect) {
            LOG.error("bulk change {} of {} was left", job.id(), organizer, defect);
        }
    }

    /** How a line ended, and why as {@link Line} has it. */
    record Ended(
            LineState state,
            @Nullable String reason,
            @Nullable String detail) {
        private static Ended refused(Refusal refusal) {
            String field = refusal.field();
            // an address is never kept: the refusal of one repeats it
            return new Ended(
                    LineState.REFUSED,
                    field == null ? refusal.type() : "field." + field,
                    "email".equals(field) ? null : refusal.getMessage());
        }
    }

    private Ended change(OrganizerCode organizer, BulkJob job, Line line, Recipient recipient, String actor) {
        try {
            TicketId ticket =
                    TicketId.parse(line.ticketId()).orElseThrow(() -> Refusal.notFound("ticket", line.ticketId()));
            Distributing.Request request = new Distributing.Request(ticket, actor, job.reason(), job.cancelOpen());
            Distributing.Done done = switch (job.action()) {
                case DISTRIBUTE -> distributing.distribute(organizer, request, recipient.of(line));
                case TAKE_BACK -> distributing.takeBack(organizer, request);
            };
            Distribution result = done.line();
            return switch (result.status()) {
                case CONFIRMED -> new Ended(LineState.DONE, null, null);
                case PENDING -> new Ended(LineState.ASKED, null, null);
                case CANCELLED -> new Ended(LineState.REFUSED, "wallet", result.reason());
            };
        } catch (Refusal refusal) {
            return Ended.refused(refusal);
        }
    }
}
