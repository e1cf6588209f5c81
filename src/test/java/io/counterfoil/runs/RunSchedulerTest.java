package io.counterfoil.runs;

import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunSchedulerTest {
    private final TestDatabase database = TestDatabase.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theClockStartsRunsOfOrganizersThatAreMadeLater() throws Exception {
        CountDownLatch threeRuns = new CountDownLatch(3);
        Clock clock = Clock.systemUTC();
        Node node = new Node(database, clock, "one", counting(threeRuns));
        RunScheduler scheduler = new RunScheduler(
                database.app(), database.transactions(), node.turns, node.executor, clock, "one", true);
        scheduler.start();
        try {
            OrganizerCode opera = database.organizer("opera");
            node.interfaces.save(opera, "main", everySecond(), names -> Map.of(), "ann");

            assertThat(threeRuns.await(100, TimeUnit.SECONDS)).isTrue();
            assertThat(scheduler.isRunning()).isTrue();
        } finally {
            scheduler.stop();
        }
        assertThat(node.executor.isClosing()).isTrue();
    }

    private static RunFunction counting(CountDownLatch runs) {
        return new RunFunction() {
            @Override
            public InterfaceFunction function() {
                return RETRIEVE_TICKET_STATUS;
            }

            @Override
            public RunEnd execute(RunContext context) {
                runs.countDown();
                return RunEnd.succeeded(null);
            }
        };
    }

    private static InterfaceChange everySecond() {
        return new InterfaceChange(
                Told.of("main"),
                Told.of("http://127.0.0.1:1/organizer/tickets"),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Map.of(RETRIEVE_TICKET_STATUS, Told.of("PT1S")));
    }
}
