package io.counterfoil.imap;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Who reads which mailbox: one reader for each in the whole cluster, on whichever node took it first; a dead node's mailboxes
 * are taken over once its leases have run out. All are read side by side, so that one that hangs holds up no other.
 */
final class MailboxReaders implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReaders.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration STOPPING = Duration.ofSeconds(5);

    private final ImapWork work;
    private final MailboxAlarms alarms;
    private final String node;
    private final boolean enabled;
    private final Map<Place, Reading> readers = new HashMap<>();
    /** Organizers with mailboxes to read, at the last look or when this node started. */
    private final Set<OrganizerCode> mayHave = new HashSet<>();

    private final Set<OrganizerCode> known = new HashSet<>();

    private volatile CountDownLatch stopped = new CountDownLatch(1);
    private volatile Thread thread = Thread.ofVirtual().unstarted(() -> {});
    private volatile boolean running;

    /** @param enabled false: this node only answers */
    MailboxReaders(ImapWork work, MailboxAlarms alarms, String node, boolean enabled) {
        this.work = work;
        this.alarms = alarms;
        this.node = node;
        this.enabled = enabled;
    }

    private record Place(OrganizerCode organizer, String mailbox) {}

    /** @param saved when the mailbox was saved: another secret makes another reader, too */
    private record Reading(MailboxReader reader, Instant saved) {
        boolean isFor(Mailbox mailbox, long fencing) {
            return reader.isAlive()
                    && reader.lease().fencing() == fencing
                    && saved.equals(mailbox.updatedAt())
                    && reader.settings().equals(mailbox.imap());
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
        running = true;
        if (enabled) {
            thread = Thread.ofVirtual().name("mailboxes").start(this::watch);
        }
    }

    private void watch() {
        try {
            do {
                lookAround();
            } while (!stopped.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes what is to be read, lets go of what is not, and sees whether somebody must be told. */
    synchronized void lookAround() {
        try {
            for (OrganizerCode organizer : work.transactions().organizers()) {
                if (known.add(organizer)) {
                    // whatever a former start left
                    mayHave.add(organizer);
                }
                lookAt(organizer);
            }
        } catch (RuntimeException unreachable) {
            LOG.warn("Mailboxes could not be looked for: {}", unreachable.getClass());
        }
    }

    private void lookAt(OrganizerCode organizer) {
        Map<String, Mailbox> wanted = work.mailboxes().list(organizer).stream()
                .filter(MailboxReaders::isToBeRead)
                .collect(Collectors.toMap(Mailbox::code, mailbox -> mailbox));
        if (wanted.isEmpty() && !mayHave.remove(organizer)) {
            // nearly all organizers, nearly always
            return;
        }
        if (!wanted.isEmpty()) {
            mayHave.add(organizer);
        }
        Instant now = work.clock().instant();
        Map<String, Long> held = work.transactions().writeAside(organizer, () -> {
            work.store().rest(organizer, wanted.keySet());
            return work.store().hold(organizer, wanted.keySet(), node, now, now.plus(LEASE));
        });
        readers.entrySet().removeIf(entry -> {
            Place place = entry.getKey();
            Mailbox mailbox = wanted.get(place.mailbox());
            Long fencing = held.get(place.mailbox());
            boolean stays = !place.organizer().equals(organizer)
                    || (mailbox != null && fencing != null && entry.getValue().isFor(mailbox, fencing));
            if (!stays) {
                entry.getValue().reader().stop();
            }
            return !stays;
        });
        held.forEach((code, fencing) -> {
            Mailbox mailbox = wanted.get(code);
            ImapSettings settings = mailbox == null ? null : mailbox.imap();
            if (mailbox != null && settings != null) {
                readers.computeIfAbsent(
                        new Place(organizer, code),
                        missing -> new Reading(
                                new MailboxReader(work, new ReaderLease(organizer, code, fencing), settings).start(),
                                mailbox.updatedAt()));
            }
        });
        alarms.check(organizer, wanted, held.keySet());
    }

    /** Not before somebody has chosen from when on. */
    static boolean isToBeRead(Mailbox mailbox) {
        ImapSettings settings = mailbox.imap();
        return settings != null && settings.active() && settings.since() != null && mailbox.isInUse();
    }

    @Override
    public void stop() {
        stopped.countDown();
        try {
            if (thread.isAlive() && !thread.join(STOPPING)) {
                LOG.info("Mailboxes are still being looked for");
            }
            letGo();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    private synchronized void letGo() throws InterruptedException {
        List<MailboxReader> ending = new ArrayList<>();
        readers.values().forEach(reading -> {
            reading.reader().stop();
            ending.add(reading.reader());
        });
        for (MailboxReader reader : ending) {
            reader.join(STOPPING);
        }
        try {
            readers.keySet().stream()
                    .map(Place::organizer)
                    .distinct()
                    .forEach(organizer -> work.transactions().writeAside(organizer, () -> {
                        work.store().release(organizer, node);
                        return true;
                    }));
        } catch (RuntimeException unreachable) {
            LOG.warn("Mailboxes could not be let go of; others wait for the leases: {}", unreachable.getClass());
        }
        readers.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
