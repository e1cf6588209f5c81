package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(Patience.SECONDS)
class TurnsTest {
    private static final OrganizerCode OPERA = new OrganizerCode("opera");

    /** Whoever waited for a job of a turn that broke used to look for it forever. */
    @Test
    void aJobThatFailsStopsNoOtherOfItsTurnAndTellsOnlyItsOwnAsker() throws InterruptedException {
        CountDownLatch othersWait = new CountDownLatch(1);
        Queue<List<String>> turns = new ConcurrentLinkedQueue<>();
        Turns<String, String> line = new Turns<>((organizer, jobs) -> {
            turns.add(jobs);
            if (jobs.contains("first")) {
                await(othersWait);
            }
            if (jobs.contains("bad")) {
                throw new AssertionError("broken");
            }
            return jobs.stream().map(job -> job + " done").toList();
        });
        Map<String, String> told = new ConcurrentHashMap<>();

        Thread first = asks(line, "first", told);
        untilThereAre(turns, 1);
        List<Thread> others = new ArrayList<>();
        for (String job : List.of("good", "bad", "better")) {
            others.add(asks(line, job, told));
        }
        others.forEach(TurnsTest::untilItWaits);
        othersWait.countDown();
        first.join();
        for (Thread other : others) {
            other.join();
        }

        assertThat(told)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("first", "first done", "good", "good done", "bad", "broken", "better", "better done"));
        assertThat(turns.stream().map(List::size)).containsExactly(1, 3, 1, 1, 1);
    }

    private static Thread asks(Turns<String, String> line, String job, Map<String, String> told) {
        return Thread.ofPlatform().start(() -> {
            try {
                told.put(job, line.perform(OPERA, job));
            } catch (AssertionError broken) {
                told.put(job, String.valueOf(broken.getMessage()));
            }
        });
    }

    private static void untilThereAre(Queue<?> turns, int wanted) {
        while (turns.size() < wanted) {
            Thread.onSpinWait();
        }
    }

    private static void untilItWaits(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
