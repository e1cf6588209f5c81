package io.counterfoil.runs;

import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

@Timeout(Patience.SECONDS)
class RunSchedulerTest {
    private final TestDatabase database = TestDatabase.create();
    private final Clock clock = Clock.systemUTC();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theClockStartsRunsOfOrganizersThatAreMadeLater() throws Exception {
        CountDownLatch threeRuns = new CountDownLatch(3);
        Node node = new Node(database, clock, "one", counting(threeRuns));
        RunScheduler scheduler = scheduler(node, "one", new DailyTasks(List.of(), clock));
        scheduler.start();
        try {
            OrganizerCode opera = database.organizer("opera");
            node.interfaces.save(opera, "main", everySecond(), names -> Map.of(), "ann");

            assertThat(threeRuns.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(scheduler.isRunning()).isTrue();
        } finally {
            scheduler.stop();
        }
        assertThat(node.executor.isClosing()).isTrue();
    }

    @Test
    void ofAllNodesOneDoesTheDailyWork() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        CountDownLatch bothOrganizers = new CountDownLatch(2);
        database.organizer("opera");
        database.organizer("arena");
        List<RunScheduler> nodes = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Node node = new Node(database, clock, name, counting(new CountDownLatch(1)));
            nodes.add(scheduler(node, name, new DailyTasks(List.of(noting(done, bothOrganizers)), clock)));
        }
        try {
            nodes.forEach(RunScheduler::start);
            assertThat(bothOrganizers.await(Patience.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            nodes.forEach(RunScheduler::stop);
        }

        assertThat(done).containsExactlyInAnyOrder("opera", "arena");
        assertThat(new JdbcTemplate(database.owner())
                        .queryForList(
                                "select execution_time from scheduled_tasks where task_name = 'daily'", Instant.class))
                .hasSize(2)
                .allSatisfy(next -> assertThat(next).isAfter(clock.instant().plus(Duration.ofHours(23))));
    }

    private static DailyWork noting(List<String> done, CountDownLatch latch) {
        return DailyWork.of("noting", organizer -> {
            done.add(organizer.value());
            latch.countDown();
        });
    }

    private RunScheduler scheduler(Node node, String name, DailyTasks daily) {
        return new RunScheduler(
                database.app(),
                database.transactions(),
                node.turns,
                node.executor,
                daily,
                clock,
                new ThisNode(name, true));
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
