package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What operators watch. Tags are the organizer's and interface's codes and the function: no personal data.
 *
 * <ul>
 *   <li>{@code counterfoil.runs}: runs that ended, by status
 *   <li>{@code counterfoil.entries}: entries by outcome
 *   <li>{@code counterfoil.page}: pages and how long each took, from the call to the commit
 *   <li>{@code counterfoil.change.visible}: from a change in the wallet to its commit here
 *   <li>{@code counterfoil.lag}: age in seconds of the oldest change that is known and not applied; 0 without one
 * </ul>
 */
public final class RunMetrics implements RunObserver {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Tags, Instant> oldestUnapplied = new ConcurrentHashMap<>();
    private final Map<Tags, Boolean> gauges = new ConcurrentHashMap<>();

    RunMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /** A page was committed. */
    public void page(RunLease lease, RunCounts counts, Duration duration) {
        Tags tags = tags(lease.organizer(), lease.interfaceCode())
                .and("function", lease.function().code());
        Timer.builder("counterfoil.page")
                .tags(tags)
                .publishPercentileHistogram()
                .register(registry)
                .record(duration);
        count(tags, "applied", counts.applied());
        count(tags, "unchanged", counts.unchanged());
        count(tags, "skipped", counts.skipped());
        count(tags, "quarantined", counts.quarantined());
    }

    /** A change became visible so long after it happened in the wallet. */
    public void changeVisible(RunLease lease, Duration after) {
        Timer.builder("counterfoil.change.visible")
                .tags(tags(lease.organizer(), lease.interfaceCode()))
                .publishPercentileHistogram()
                .register(registry)
                .record(after.isNegative() ? Duration.ZERO : after);
    }

    /** When the oldest change happened that is known and not applied; null: there is none. */
    public void oldestUnapplied(OrganizerCode organizer, String interfaceCode, @Nullable Instant at) {
        Tags tags = tags(organizer, interfaceCode);
        if (at == null) {
            oldestUnapplied.remove(tags);
        } else {
            oldestUnapplied.put(tags, at);
        }
        gauges.computeIfAbsent(tags, missing -> {
            registry.gauge("counterfoil.lag", tags, this, metrics -> metrics.lagSeconds(tags));
            return true;
        });
    }

    @Override
    public void ended(Run run) {
        Tags tags = tags(run.organizer(), run.interfaceCode())
                .and("function", run.function().code())
                .and("status", run.status().name())
                .and("dryRun", String.valueOf(run.dryRun()));
        registry.counter("counterfoil.runs", tags).increment();
    }

    private double lagSeconds(Tags tags) {
        Instant oldest = oldestUnapplied.get(tags);
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    private void count(Tags tags, String outcome, int entries) {
        if (entries > 0) {
            registry.counter("counterfoil.entries", tags.and("outcome", outcome))
                    .increment(entries);
        }
    }

    private static Tags tags(OrganizerCode organizer, String interfaceCode) {
        return Tags.of("organizer", organizer.value(), "interface", interfaceCode);
    }
}
