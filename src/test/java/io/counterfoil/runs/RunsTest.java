package io.counterfoil.runs;

import static io.counterfoil.organizers.InterfaceFunction.PUSH_CANCELLED;
import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RunsTest {
    private static final RunCounts PAGE = new RunCounts(5, 2, 1, 1, 1);

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final HandClock clock = new HandClock();
    private final Runs one = new Node(database, clock, "one").runs;
    private final Runs two = new Node(database, clock, "two").runs;
    private final OrganizerCode opera = database.organizer("opera");
    private final OrganizerCode arena = database.organizer("arena");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoeverComesSecondIsToldWhoHoldsItAndSinceWhen() {
        Start.Started first = started(one, "main", RETRIEVE_TICKET_STATUS);
        clock.pass(Duration.ofMinutes(1));

        Start second = two.start(opera, "second", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", true);

        assertThat(second)
                .isEqualTo(new Start.Busy("main", first.run().id(), Instant.parse("2026-06-14T12:00:00Z"), "ben"));
        assertThat(((Start.Busy) second).message()).contains("main", "ben", "2026-06-14T12:00:00Z");
        assertThat(two.start(arena, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", false))
                .isInstanceOf(Start.Started.class);
        assertThat(two.start(opera, "main", PUSH_CANCELLED, StartedBy.MANUAL, "ann", false))
                .isInstanceOf(Start.Started.class);
    }

    @Test
    void ofManyStartsAtTheSameMomentOneWins() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Start>> starts = IntStream.range(0, 12)
                    .mapToObj(i -> (Callable<Start>) () -> (i % 2 == 0 ? one : two)
                            .start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", i % 3 == 0))
                    .toList();
            int won = 0;
            for (Future<Start> start : threads.invokeAll(starts)) {
                won += start.get() instanceof Start.Started ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
    }

    @Test
    void pagesAreCountedWithTheirKeyAndTheEndFreesTheLease() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        one.checkpoint(start.lease(), PAGE, "k1");
        one.checkpoint(start.lease(), PAGE, "k2");

        Run run = one.finish(start.lease(), RunStatus.PARTIAL, "one\u0000", null);

        assertThat(run.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(run.pages()).isEqualTo(2);
        assertThat(run.counts()).isEqualTo(new RunCounts(10, 4, 2, 2, 2));
        assertThat(run.paginationKey()).isEqualTo("k2");
        assertThat(run.reason()).isEqualTo("one?");
        assertThat(run.endedAt()).isEqualTo(clock.instant());
        assertThat(one.find(opera, run.id())).contains(run);
        assertThat(one.find(arena, run.id())).isEmpty();
        assertThat(two.start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", false))
                .isInstanceOf(Start.Started.class);
        assertThatThrownBy(() -> one.finish(start.lease(), RunStatus.FAILED, "late", null))
                .isInstanceOf(LeaseLost.class);
    }

    @Test
    void aRunTellsHowFarItIsByItsChangesOrByWhatWasExpectedFirst() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        Instant morning = Instant.parse("2026-06-14T06:00:00Z");
        Instant later = Instant.parse("2026-06-14T09:00:00Z");
        one.checkpoint(start.lease(), PAGE, "k1", new ChangeTimes(morning, later));
        // a late change does not set it back
        one.checkpoint(start.lease(), PAGE, "k2", new ChangeTimes(Instant.parse("2026-06-14T05:00:00Z"), morning));
        one.checkpoint(start.lease(), PAGE, "k3");

        Run run = one.find(opera, start.run().id()).orElseThrow();
        assertThat(run.progress()).isEqualTo(new RunProgress(morning, later, null));

        one.expect(start.lease(), 40);
        one.expect(start.lease(), 10);
        assertThat(one.find(opera, run.id()).orElseThrow().progress().expected())
                .isEqualTo(40);
    }

    @Test
    void aRunOfADeadNodeIsTakenOverWithItsIdAndItsCounts() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        one.checkpoint(start.lease(), PAGE, "k1");

        clock.pass(Duration.ofSeconds(15));
        assertThat(two.takeOver(opera)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        RunLease taken = two.takeOver(opera).getFirst();
        two.checkpoint(taken, PAGE, "k2");

        assertThat(taken.runId()).isEqualTo(start.run().id());
        assertThat(taken.takenOver()).isTrue();
        Run run = two.find(opera, taken.runId()).orElseThrow();
        assertThat(run.pages()).isEqualTo(2);
        assertThat(run.node()).isEqualTo("two");
        assertThat(two.events(opera, run.id()))
                .extracting(RunEvent::message)
                .containsExactly("taken over by two from one");
    }

    @Test
    void aNodeThatGivesSignsOfLifeKeepsItsRun() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        clock.pass(Duration.ofSeconds(14));
        assertThat(one.beat(start.lease())).isEqualTo(Pulse.HELD);
        clock.pass(Duration.ofSeconds(14));

        assertThat(two.takeOver(opera)).isEmpty();
    }

    @Test
    void aNodeThatLostItsRunWritesNothing() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        clock.pass(Duration.ofMinutes(1));
        two.takeOver(opera);
        JdbcTemplate jdbc = new JdbcTemplate(database.app());

        assertThatThrownBy(() -> transactions.writeOnly(opera, () -> {
                    jdbc.update("update organizer_head set journal_seq = 99 where organizer = 'opera'");
                    one.checkpoint(start.lease(), PAGE, "k1");
                }))
                .isInstanceOf(LeaseLost.class);

        assertThat(one.beat(start.lease())).isEqualTo(Pulse.LOST);
        assertThatThrownBy(() -> one.finish(start.lease(), RunStatus.SUCCEEDED, null, null))
                .isInstanceOf(LeaseLost.class);
        assertThat(new JdbcTemplate(database.owner())
                        .queryForObject("select max(journal_seq) from organizer_head", Long.class))
                .isZero();
        assertThat(one.find(opera, start.run().id()).orElseThrow().pages()).isZero();
    }

    @Test
    void signsOfLifeGetThroughWhileAPageIsBeingWritten() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            transactions.write(opera, () -> {
                one.checkpoint(start.lease(), PAGE, "k1");
                Future<Pulse> beat = other.submit(() -> one.beat(start.lease()));
                assertThat(beat).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(Pulse.HELD);
                return true;
            });
        }
    }

    @Test
    void aRunThatIsHandedOverMayBeTakenAtOnce() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);
        one.handOver(start.lease());

        assertThat(two.takeOver(opera))
                .extracting(RunLease::runId)
                .containsExactly(start.run().id());
    }

    @Test
    void aStopIsAskedForOnceAndSeenWithTheNextSignOfLife() {
        Start.Started start = started(one, "main", RETRIEVE_TICKET_STATUS);

        assertThat(two.requestStop(opera, start.run().id(), "ann")).isTrue();
        assertThat(two.requestStop(opera, start.run().id(), "ben")).isFalse();

        assertThat(one.beat(start.lease())).isEqualTo(Pulse.STOP_REQUESTED);
        assertThat(one.find(opera, start.run().id()).orElseThrow().stopRequestedBy())
                .isEqualTo("ann");
        one.finish(start.lease(), RunStatus.STOPPED, null, null);
        assertThat(two.requestStop(opera, start.run().id(), "ann")).isFalse();
    }

    @Test
    void callsAreKeptUpToTheirLimit() {
        RunLease lease = started(one, "main", RETRIEVE_TICKET_STATUS).lease();
        one.keepCall(lease, "GET /a", 200, "123456", 10);
        one.keepCall(lease, "GET /b", 500, "123456", 10);
        one.keepCall(lease, "GET /c", 0, "123456", 10);

        assertThat(one.calls(opera, lease.runId()))
                .extracting(call -> call.request() + " " + new String(call.body(), StandardCharsets.UTF_8))
                .containsExactly("GET /a 123456", "GET /b 1234");
    }

    @Test
    void runsAreListedNewestFirst() {
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofSeconds(1));
            one.finish(started(one, "main", PUSH_CANCELLED).lease(), RunStatus.SUCCEEDED, "run " + i, null);
        }

        List<Run> newest = one.newest(opera, "main", PUSH_CANCELLED, null, 2);
        assertThat(newest).extracting(Run::reason).containsExactly("run 2", "run 1");
        assertThat(one.newest(opera, "main", PUSH_CANCELLED, newest.getLast().id(), 2))
                .extracting(Run::reason)
                .containsExactly("run 0");
    }

    @Test
    void countsThatDoNotAddUpAreRefused() {
        assertThatThrownBy(() -> new RunCounts(3, 1, 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Start.Started started(Runs runs, String interfaceCode, InterfaceFunction function) {
        Start start = runs.start(opera, interfaceCode, function, StartedBy.MANUAL, "ben", false);
        assertThat(start).isInstanceOf(Start.Started.class);
        return (Start.Started) start;
    }
}
