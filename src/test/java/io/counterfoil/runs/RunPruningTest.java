package io.counterfoil.runs;

import static io.counterfoil.organizers.InterfaceFunction.RETRIEVE_TICKET_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RunPruningTest {
    private static final RunCounts TWO_ENTRIES = new RunCounts(2, 2, 0, 0, 0);

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerCode opera = database.organizer("opera");
    private final HandClock clock = new HandClock();
    private final Node node = new Node(database, clock, "one");
    private final RunStore store = new RunStore(database.app());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void runsGoWithAllThatBelongsToThemOnceTheirTimeIsOver() {
        UUID changed = run(TWO_ENTRIES, RunStatus.SUCCEEDED);
        UUID failed = run(RunCounts.NONE, RunStatus.FAILED);
        UUID quiet = run(RunCounts.NONE, RunStatus.SUCCEEDED);
        clock.pass(Duration.ofDays(8));
        UUID last = run(RunCounts.NONE, RunStatus.SUCCEEDED);

        prune(Duration.ofDays(90));
        assertThat(left()).containsExactly(changed, failed, last).doesNotContain(quiet);
        assertThat(count("run_event")).isEqualTo(3);
        assertThat(count("run_call")).isEqualTo(3);

        clock.pass(Duration.ofDays(83));
        prune(Duration.ofDays(90));
        assertThat(left()).as("the last one of its function stays, however old").containsExactly(last);
        assertThat(count("run_event")).isOne();
        assertThat(count("run_call")).isOne();
    }

    @Test
    void aRunThatGoesOnStaysHoweverOldItIs() {
        Start.Started started =
                (Start.Started) node.runs.start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", false);
        clock.pass(Duration.ofDays(400));

        prune(Duration.ofDays(1));

        assertThat(left()).containsExactly(started.run().id());
    }

    @Test
    void aWorkThatFailsIsTriedAgainInAnHourAndHoldsUpNoOther() {
        List<String> done = new ArrayList<>();
        DailyWork broken = DailyWork.of("broken", organizer -> {
            throw new IllegalStateException("on purpose");
        });
        DailyWork good = DailyWork.of("good", organizer -> done.add("good"));
        Instant now = clock.instant();

        assertThat(new DailyTasks(List.of(broken, good), clock).perform(opera))
                .isEqualTo(now.plus(Duration.ofHours(1)));
        assertThat(new DailyTasks(List.of(good), clock).perform(opera)).isEqualTo(now.plus(Duration.ofDays(1)));
        assertThat(done).hasSize(2);
    }

    private UUID run(RunCounts counts, RunStatus status) {
        Start.Started started =
                (Start.Started) node.runs.start(opera, "main", RETRIEVE_TICKET_STATUS, StartedBy.MANUAL, "ann", false);
        node.runs.checkpoint(started.lease(), counts, "k");
        node.runs.event(started.lease(), "INFO", "something");
        node.runs.keepCall(started.lease(), "GET /", 200, "body", 1000);
        node.runs.finish(started.lease(), status, null, null);
        clock.pass(Duration.ofSeconds(1));
        return started.run().id();
    }

    private void prune(Duration kept) {
        new RunPruning(database.transactions(), store, clock, kept).run(opera);
    }

    private List<UUID> left() {
        return new JdbcTemplate(database.owner()).queryForList("select run_id from run order by run_id", UUID.class);
    }

    private int count(String table) {
        Integer rows =
                new JdbcTemplate(database.owner()).queryForObject("select count(*) from " + table, Integer.class);
        return rows == null ? 0 : rows;
    }
}
