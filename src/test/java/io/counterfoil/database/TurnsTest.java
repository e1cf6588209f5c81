package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.OrganizerCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TurnsTest {
    private static final OrganizerCode OPERA = new OrganizerCode("opera");

    /** Whoever waited for a job of a turn that broke used to look for it forever. */
    @Test
    void aJobThatABrokenTurnLeftIsDoneInTheNextOne() {
        Set<String> done = ConcurrentHashMap.newKeySet();
        AtomicInteger turns = new AtomicInteger();
        Turns<String> line = new Turns<>(
                (organizer, jobs) -> {
                    if (turns.incrementAndGet() == 1) {
                        throw new AssertionError("broken");
                    }
                    done.addAll(jobs);
                },
                done::contains);

        assertThatThrownBy(() -> line.perform(OPERA, "first")).hasMessage("broken");
        assertThat(done).isEmpty();
        line.perform(OPERA, "second");

        assertThat(done).containsExactlyInAnyOrderElementsOf(List.of("first", "second"));
    }
}
