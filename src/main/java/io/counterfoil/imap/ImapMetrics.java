package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What operators watch of mailboxes. Tags are the organizer's and the mailbox's codes: no personal data.
 *
 * <ul>
 *   <li>{@code counterfoil.mailbox.mails}: mails that were fetched and stored
 *   <li>{@code counterfoil.mailbox.failures}: looks that failed, by kind
 *   <li>{@code counterfoil.mailbox.silence}: seconds since this node looked a mailbox through; 0 where another one reads it
 * </ul>
 */
final class ImapMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<Tags, Instant> readAt = new ConcurrentHashMap<>();
    private final Map<Tags, Boolean> gauges = new ConcurrentHashMap<>();

    ImapMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    void fetched(ReaderLease lease) {
        registry.counter("counterfoil.mailbox.mails", tags(lease.organizer(), lease.mailbox()))
                .increment();
    }

    void failed(ReaderLease lease, ImapTrouble.Kind kind) {
        registry.counter(
                        "counterfoil.mailbox.failures",
                        tags(lease.organizer(), lease.mailbox()).and("kind", kind.name()))
                .increment();
    }

    /** @param at when it was read last, or when reading it began */
    void read(OrganizerCode organizer, String mailbox, Instant at) {
        Tags tags = tags(organizer, mailbox);
        readAt.put(tags, at);
        gauges.computeIfAbsent(tags, missing -> {
            registry.gauge("counterfoil.mailbox.silence", tags, this, metrics -> metrics.silence(tags));
            return true;
        });
    }

    void released(OrganizerCode organizer, String mailbox) {
        readAt.remove(tags(organizer, mailbox));
    }

    private double silence(Tags tags) {
        Instant last = readAt.get(tags);
        return last == null
                ? 0
                : Math.max(0, Duration.between(last, clock.instant()).toMillis() / 1000.0);
    }

    private static Tags tags(OrganizerCode organizer, String mailbox) {
        return Tags.of("organizer", organizer.value(), "mailbox", mailbox);
    }
}
