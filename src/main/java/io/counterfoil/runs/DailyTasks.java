package io.counterfoil.runs;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.counterfoil.database.DailyWork;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has every module's daily work done: one task for each organizer in the whole cluster. One that fails holds up no other. */
final class DailyTasks {
    private static final Logger LOG = LoggerFactory.getLogger(DailyTasks.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofHours(1);

    private final List<DailyWork> works;
    private final Clock clock;
    private final CustomTask<Void> task;

    DailyTasks(List<DailyWork> works, Clock clock) {
        this.works = List.copyOf(works);
        this.clock = clock;
        this.task = Tasks.custom("daily", Void.class).onDeadExecutionRevive().execute((instance, context) -> {
            Instant next = perform(new OrganizerCode(instance.getId()));
            return (complete, operations) -> operations.reschedule(complete, next);
        });
    }

    CustomTask<Void> task() {
        return task;
    }

    TaskInstance<Void> of(OrganizerCode organizer) {
        return task.instance(organizer.value());
    }

    /** Does an organizer's work; answers when it is due again. */
    Instant perform(OrganizerCode organizer) {
        Duration pause = DAY;
        for (DailyWork work : works) {
            try {
                work.run(organizer);
            } catch (RuntimeException defect) {
                LOG.error("The daily work {} of {} failed; tried again in an hour", work.name(), organizer, defect);
                pause = AFTER_A_FAILURE;
            }
        }
        return clock.instant().plus(pause);
    }
}
