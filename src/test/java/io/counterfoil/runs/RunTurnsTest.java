package io.counterfoil.runs;

import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.Patience;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(Patience.SECONDS)
class RunTurnsTest {
    private final TestDatabase database = TestDatabase.create();
    private final HandClock clock = new HandClock();
    private final Scripted function = new Scripted();
    private final Node one = new Node(database, clock, "one", function);
    private final Node two = new Node(database, clock, "two", function);
    private final OrganizerCode opera = database.organizer("opera");

    /** A function that waits for what the test says of each run. */
    private static final class Scripted implements RunFunction {
        private final BlockingQueue<RunContext> began = new LinkedBlockingQueue<>();
        private final BlockingQueue<Function<RunContext, RunEnd>> ends = new LinkedBlockingQueue<>();

        @Override
        public InterfaceFunction function() {
            return RETRIEVE_TICKET_STATUS;
        }

        @Override
        public RunEnd execute(RunContext context) {
            began.add(context);
            try {
                return ends.take().apply(context);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }

        RunContext next() throws InterruptedException {
            RunContext context = began.poll(50, TimeUnit.SECONDS);
            assertThat(context).as("a run that began").isNotNull();
            if (context == null) {
                throw new AssertionError();
            }
            return context;
        }

        void end(RunEnd end) {
            ends.add(context -> end);
        }
    }

    @BeforeEach
    void interfaces() {
        one.interfaces.save(opera, "main", change("main"), names -> Map.of(), "ann");
        one.interfaces.save(opera, "second", change("second"), names -> Map.of(), "ann");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aManualRunBeginsAtOnceAndEndsWithItsStatus() throws Exception {
        Start start = one.control.start(opera, "main", RETRIEVE_TICKET_STATUS, "ann", false);
        RunContext context = function.next();
        context.checkpoint(new RunCounts(1, 1, 0, 0, 0), "k1");
        function.end(RunEnd.succeeded("end of the diff"));
        one.awaitIdle();

        assertThat(start).isInstanceOf(Start.Started.class);
        assertThat(one.ended).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(run.pages()).isEqualTo(1);
            assertThat(run.startedBy()).isEqualTo(StartedBy.MANUAL);
        });
    }

    @Test
    void aWakeUpDuringARunMakesExactlyOneMore() throws Exception {
        one.control.wake(opera, "main");
        RunContext first = function.next();
        two.control.wake(opera, "main");
        one.control.wake(opera, "main");
        two.control.wake(opera, "main");
        function.end(RunEnd.succeeded(null));
        RunContext second = function.next();
        function.end(RunEnd.succeeded(null));
        one.awaitIdle();

        assertThat(second.runId()).isNotEqualTo(first.runId());
        assertThat(one.ended)
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.startedBy()).isEqualTo(StartedBy.WAKE));
        assertThat(two.ended).isEmpty();
        assertThat(one.requests.waiting(opera)).isEmpty();
    }

    @Test
    void whatIsDueWaitsForItsTurnAndTheLongestWaitingGoesFirst() throws Exception {
        clock.pass(Duration.ofMinutes(6));
        one.turns.take(opera);
        two.turns.take(opera);
        RunContext first = function.next();
        assertThat(function.began).isEmpty();
        function.end(RunEnd.succeeded(null));
        RunContext second = function.next();
        function.end(RunEnd.succeeded(null));
        one.awaitIdle();

        assertThat(first.interfaceCode()).isEqualTo("main");
        assertThat(second.interfaceCode()).isEqualTo("second");
        assertThat(one.ended).allSatisfy(run -> assertThat(run.actor()).isEqualTo("schedule"));
        one.turns.take(opera);
        assertThat(function.began).isEmpty();
        assertThat(one.turns.next(opera)).isBeforeOrEqualTo(clock.instant().plus(RunTurns.LOOK_EVERY));
    }

    @Test
    void aStopEndsTheRunStopped() throws Exception {
        one.control.start(opera, "main", RETRIEVE_TICKET_STATUS, "ann", false);
        RunContext context = function.next();
        assertThat(context.stopping()).isFalse();

        one.control.stop(opera, context.runId(), "ben");
        assertThat(context.stopping()).isTrue();
        function.end(RunEnd.leftOff());
        one.awaitIdle();

        Run run = one.runs.find(opera, context.runId()).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(run.reason()).isEqualTo("stopped by ben");
        assertThat(one.control.stop(opera, run.id(), "ben")).isEqualTo(run);
    }

    @Test
    void aNodeThatShutsDownHandsItsRunOverBetweenPages() throws Exception {
        one.control.start(opera, "main", RETRIEVE_TICKET_STATUS, "ann", false);
        RunContext before = function.next();
        before.checkpoint(new RunCounts(1, 1, 0, 0, 0), "k1");
        function.ends.add(context -> {
            while (!context.stopping()) {
                Thread.onSpinWait();
            }
            return RunEnd.leftOff();
        });
        one.executor.close();
        one.turns.take(opera);
        two.turns.take(opera);
        RunContext after = function.next();
        after.checkpoint(new RunCounts(1, 1, 0, 0, 0), "k2");
        function.end(RunEnd.succeeded(null));
        two.awaitIdle();

        assertThat(after.runId()).isEqualTo(before.runId());
        assertThat(after.lease().takenOver()).isTrue();
        assertThat(one.ended).isEmpty();
        assertThat(two.ended)
                .singleElement()
                .satisfies(run -> assertThat(run.pages()).isEqualTo(2));
    }

    @Test
    void aRunThatWasToStopWhenItsNodeDiedStopsOnTheNextNode() throws Exception {
        Start.Started start =
                (Start.Started) one.runs.start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", false);
        two.control.stop(opera, start.run().id(), "ben");
        clock.pass(Duration.ofSeconds(16));
        two.turns.take(opera);
        assertThat(function.next().stopping()).isTrue();
        function.end(RunEnd.leftOff());
        two.awaitIdle();

        assertThat(two.ended)
                .singleElement()
                .satisfies(run -> assertThat(run.status()).isEqualTo(RunStatus.STOPPED));
    }

    @Test
    void aDryRunWhoseNodeDiedFails() throws Exception {
        one.runs.start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", true);
        clock.pass(Duration.ofSeconds(16));
        two.turns.take(opera);
        two.awaitIdle();

        assertThat(two.ended).singleElement().satisfies(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(run.reason()).contains("start it again");
        });
        assertThat(two.told).isEmpty();
    }

    @Test
    void aFunctionThatFailsIsToldOnceAndOnceWhenItWorksAgain() throws Exception {
        run(context -> RunEnd.failed("the wallet answers 500"));
        run(context -> {
            throw new IllegalStateException("a defect with anna@example.org in it");
        });
        run(context -> RunEnd.leftOff());
        run(context -> RunEnd.partial(null));
        run(context -> RunEnd.succeeded(null));

        assertThat(one.told).containsExactly("fails: the wallet answers 500", "works again");
        assertThat(one.ended)
                .extracting(Run::reason)
                .containsExactly(
                        "the wallet answers 500",
                        "internal error: IllegalStateException (the log of its node says more)",
                        "left off without being asked to",
                        null,
                        null);
    }

    @Test
    void aPausedFunctionIsNotWokenUp() {
        one.interfaces.pause(opera, "main", RETRIEVE_TICKET_STATUS, "401", "run");

        assertThat(one.control.wake(opera, "main")).isFalse();
        assertThat(one.requests.waiting(opera)).isEmpty();
        assertThatThrownBy(() -> one.control.wake(opera, "nowhere")).isInstanceOf(Refusal.class);
    }

    private void run(Function<RunContext, RunEnd> end) throws InterruptedException {
        function.ends.add(end);
        one.control.start(opera, "main", RETRIEVE_TICKET_STATUS, "ann", false);
        one.awaitIdle();
    }

    private static InterfaceChange change(String organization) {
        return InterfaceChange.of(organization, "http://127.0.0.1:1/organizer/tickets");
    }
}
