package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.imports.ImportAnswer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.reference.BackOfficeAnswer;
import io.counterfoil.reference.EntryJson;
import io.counterfoil.reference.LifeStep;
import io.counterfoil.reference.ReferenceResult;
import io.counterfoil.reference.TicketLives;
import io.counterfoil.simulation.DatabaseResult;
import io.counterfoil.simulation.Preparation;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.LogItem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The real engine over a real database, driven step by step, with crashes: a page's transaction is cut off before its commit,
 * or the process forgets that it committed and the page is asked for again.
 */
final class SimulatedBackOffice implements AutoCloseable {
    private static final UUID RUN = new UUID(0, 1);

    private final TestDatabase database = TestDatabase.create();
    private final HandClock clock = new HandClock(Instant.EPOCH);
    private final AnnotationConfigApplicationContext context;
    private final OrganizerCode organizer = new OrganizerCode("opera");
    private final SplittableRandom random;
    private final double crashes;
    private final Map<String, UUID> changes = new HashMap<>();
    private final Map<String, TicketId> changedTickets = new HashMap<>();
    private final Map<String, ContactId> handles = new HashMap<>();
    private int keys;

    /** @param crashes share of the pages that meet one, from 0 to 1 */
    SimulatedBackOffice(long seed, double crashes) {
        this.random = new SplittableRandom(seed);
        this.crashes = crashes;
        clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        context = EngineContext.over(database, clock, new Random(seed));
        bean(Organizers.class).create(organizer, "Opera", "test");
        bean(Organizers.class).ensureOrganizations(organizer, List.of("box-office"), "test");
    }

    void addInterface(String code) {
        bean(Interfaces.class)
                .save(
                        organizer,
                        code,
                        InterfaceChange.of("box-office", "http://localhost/organizer/tickets"),
                        names -> Map.of(),
                        "test");
    }

    void play(LifeStep step) {
        clock.set(step.at());
        switch (step) {
            case LifeStep.Import row -> importRow(row);
            case LifeStep.Page page -> deliver(page);
            case LifeStep.Distribute request -> {
                ContactId to = Objects.requireNonNull(handles.get(request.targetHandle()));
                var requested = bean(BackOfficeChanges.class)
                        .distribute(organizer, request(request.ticketId(), request.answer()), to);
                requested(request.requestId(), request.ticketId(), requested.distributionId(), request.answer());
            }
            case LifeStep.TakeBack request -> takeBack(request);
            case LifeStep.Answer answer -> answer(answer.requestId(), answer.answer());
            case LifeStep.Switch change -> switchDistribution(change.on());
        }
    }

    ReferenceResult result() {
        return DatabaseResult.of(database.owner(), organizer);
    }

    /** What must hold at any time, whatever came so far. */
    void assertInvariants() {
        JdbcTemplate jdbc = new JdbcTemplate(database.owner());
        assertThat(
                        jdbc.queryForList(
                                "select ticket_id from distribution where status = 'PENDING' group by ticket_id having count(*) > 1"))
                .as("tickets with two open lines")
                .isEmpty();
        assertThat(jdbc.queryForList("""
                        select o.ticket_id from ticket_ownership o
                        where o.line_count <> (select count(*) from distribution d where d.ticket_id = o.ticket_id)
                            or o.open_line is distinct from
                                (select distribution_id from distribution d where d.ticket_id = o.ticket_id and status = 'PENDING')"""))
                .as("tickets whose row and lines disagree")
                .isEmpty();
        assertThat(jdbc.queryForList("""
                        select ticket_id, transfer_id, new_contact from distribution where transfer_id is not null
                        group by ticket_id, transfer_id, new_contact having count(*) > 1""")).as("transfers with two lines").isEmpty();
        assertThat(jdbc.queryForList("""
                        select email_key from contact where temporary and merged_into is null and erased_at is null
                        group by email_key having count(*) > 1"""))
                .as("addresses with two temporary contacts")
                .isEmpty();
    }

    private void importRow(LifeStep.Import row) {
        byte[] line = Preparation.importLine(row).getBytes(StandardCharsets.UTF_8);
        try {
            ImportAnswer answer = bean(TicketImport.class).run(organizer, "import", new ByteArrayInputStream(line));
            assertThat(answer.rejected()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deliver(LifeStep.Page page) {
        String key = "key-" + ++keys;
        byte[] body = EntryJson.page(
                page.items().stream().map(LifeStep.FeedItem::bytes).toList(), key, false);
        DiffPage read = switch (DiffReader.read(body)) {
            case DiffReader.Reading.Page(DiffPage diff) -> diff;
            case DiffReader.Reading.Broken broken -> throw new AssertionError(broken.reason());
        };
        if (random.nextDouble() < crashes) {
            dieBeforeCommit(page, read);
        }
        SyncPosition before = bean(SyncPositions.class).find(organizer, page.interfaceCode());
        apply(
                page,
                read,
                (counts, next) ->
                        assertThat(counts.entries()).isEqualTo(page.items().size()));
        if (random.nextDouble() < crashes) {
            // the answer to the commit was lost: whoever goes on asks from a former key
            bean(SyncPositions.class)
                    .reset(
                            organizer,
                            page.interfaceCode(),
                            before.paginationKey() == null ? "" : before.paginationKey(),
                            false,
                            "test");
            apply(
                    page,
                    read,
                    (counts, next) ->
                            assertThat(counts.applied()).as("applied again").isZero());
        }
    }

    private void dieBeforeCommit(LifeStep.Page page, DiffPage read) {
        try {
            apply(page, read, (counts, next) -> {
                throw new Crash();
            });
        } catch (Crash expected) {
            return;
        }
        throw new AssertionError("a page was committed although its checkpoint failed");
    }

    private void apply(LifeStep.Page page, DiffPage read, PageApplier.Checkpoint checkpoint) {
        SyncPositions positions = bean(SyncPositions.class);
        SyncPosition from = positions.find(organizer, page.interfaceCode());
        if (from.epoch() < page.epoch()) {
            from = positions.reset(organizer, page.interfaceCode(), "", true, "test");
        }
        Interface to = bean(Interfaces.class).require(organizer, page.interfaceCode());
        Parcel.Taking taking = new Parcel.Taking(
                new LogItem.Stream(page.interfaceCode(), page.epoch()),
                to.customParameters().distributionEnabled(),
                RUN,
                page.at());
        PageOutcome outcome =
                bean(PageApplier.class).apply(new PageApplier.Request(to, read, from, taking), checkpoint);
        assertThat(outcome).isInstanceOf(PageOutcome.Applied.class);
    }

    private BackOfficeChanges.Request request(String ticket, BackOfficeAnswer answer) {
        return new BackOfficeChanges.Request(
                new TicketId(ticket), "clerk", null, true, !(answer instanceof BackOfficeAnswer.NotNeeded));
    }

    private void takeBack(LifeStep.TakeBack request) {
        try {
            var requested =
                    bean(BackOfficeChanges.class).takeBack(organizer, request(request.ticketId(), request.answer()));
            requested(request.requestId(), request.ticketId(), requested.distributionId(), request.answer());
        } catch (Refusal refused) {
            assertThat(refused.type()).isEqualTo("nothing-to-take-back");
        }
    }

    private void requested(String request, String ticket, UUID change, BackOfficeAnswer answer) {
        changes.put(request, change);
        changedTickets.put(request, new TicketId(ticket));
        answer(request, answer);
    }

    private void answer(String request, BackOfficeAnswer answer) {
        UUID change = changes.get(request);
        if (change == null) {
            return;
        }
        switch (answer) {
            case BackOfficeAnswer.NotNeeded none -> {}
            case BackOfficeAnswer.Waiting waiting -> {}
            case BackOfficeAnswer.Accepted accepted ->
                answered(
                        request,
                        new LogItem.Answer.Accepted(
                                new LogItem.Stream(accepted.interfaceCode(), accepted.epoch()),
                                accepted.sequence(),
                                clock.instant()));
            case BackOfficeAnswer.Rejected rejected ->
                answered(
                        request,
                        new LogItem.Answer.Rejected(
                                Objects.requireNonNullElse(rejected.reason(), "refused"), clock.instant()));
        }
    }

    private void answered(String request, LogItem.Answer answer) {
        bean(BackOfficeChanges.class)
                .answered(
                        organizer,
                        Objects.requireNonNull(changedTickets.get(request)),
                        Objects.requireNonNull(changes.get(request)),
                        answer);
    }

    private void switchDistribution(boolean on) {
        for (Interface each : bean(Interfaces.class).list(organizer)) {
            bean(Interfaces.class)
                    .save(
                            organizer,
                            each.code(),
                            new InterfaceChange(
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.of("enableTicketDistributionToCulturalContact=" + on),
                                    Told.nothing(),
                                    Map.of()),
                            names -> Map.of(),
                            "test");
        }
    }

    void knownBefore(TicketLives.KnownBefore known) {
        UUID id = bean(Ids.class).next();
        Preparation.insert(database.owner(), organizer, id, known);
        handles.put(known.handle(), new ContactId(id));
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }

    /** The process dies. */
    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
