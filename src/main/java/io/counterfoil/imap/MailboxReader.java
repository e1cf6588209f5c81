package io.counterfoil.imap;

import io.counterfoil.imap.ImapTrouble.Kind;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.mail.ImapSettings;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one mailbox for as long as this node holds its lease: connect, look, wait for the server to tell of mails, look again;
 * after an error wait and connect anew. One thread; what it waits for is never more than its time-outs.
 */
final class MailboxReader {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);

    private final ImapWork work;
    private final ReaderLease lease;
    private final ImapSettings settings;
    private final FolderLook look;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable ImapConnection connection;
    private volatile boolean lost;

    MailboxReader(ImapWork work, ReaderLease lease, ImapSettings settings) {
        this.work = work;
        this.lease = lease;
        this.settings = settings;
        this.look = new FolderLook(work, lease, settings, this::isStopped);
        this.thread = Thread.ofVirtual()
                .name("imap-" + lease.organizer() + "-" + lease.mailbox())
                .unstarted(this::run);
    }

    ReaderLease lease() {
        return lease;
    }

    ImapSettings settings() {
        return settings;
    }

    /** False once it was stopped, or has found that another node reads the mailbox. */
    boolean isAlive() {
        return thread.isAlive();
    }

    MailboxReader start() {
        thread.start();
        return this;
    }

    /** Ends soon, whatever it waits for. Not by interrupting, which would cost a database connection. */
    void stop() {
        stopped.countDown();
        ImapConnection open = connection;
        if (open != null) {
            open.cut();
        }
    }

    /** Waits for its end after {@link #stop}. */
    void join(Duration longest) throws InterruptedException {
        thread.join(longest);
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void run() {
        int failures = 0;
        while (!isStopped() && !lost) {
            int before = look.wentWell();
            ImapTrouble trouble = untilTrouble();
            if (isStopped() || lost) {
                return;
            }
            failures = look.wentWell() > before ? 1 : failures + 1;
            note(trouble);
            RetryRule waits = work.limits().waits(trouble.kind());
            pause(waits.waitAfter(failures, Duration.ZERO).orElse(waits.longestWait()));
        }
    }

    private ImapTrouble untilTrouble() {
        try (ImapConnection open = open()) {
            connection = open;
            look.newConnection();
            while (!isStopped()) {
                boolean more = look.at(open);
                if (!more && !isStopped()) {
                    await(open);
                }
            }
            return new ImapTrouble(Kind.UNREACHABLE, "stopped");
        } catch (ImapTrouble trouble) {
            return trouble;
        } catch (LeaseGone gone) {
            lost = true;
            return new ImapTrouble(Kind.FAILED, "another node reads the mailbox");
        } catch (RuntimeException defect) {
            LOG.error("Mailbox {} of {} could not be read", lease.mailbox(), lease.organizer(), defect);
            return new ImapTrouble(
                    Kind.UNREACHABLE,
                    "mails cannot be stored now: " + defect.getClass().getSimpleName());
        } finally {
            connection = null;
        }
    }

    private ImapConnection open() throws ImapTrouble {
        return work.signIn()
                .open(
                        lease.organizer(),
                        lease.mailbox(),
                        settings,
                        work.limits().times());
    }

    private void await(ImapConnection open) throws ImapTrouble {
        Duration poll = Duration.ofSeconds(settings.pollSeconds());
        Duration longest = poll.compareTo(work.limits().times().idle()) < 0
                ? poll
                : work.limits().times().idle();
        if (open.idles()) {
            open.idle(longest);
        } else {
            pause(longest);
        }
    }

    private void note(ImapTrouble trouble) {
        work.metrics().failed(lease, trouble.kind());
        LOG.info("Mailbox {} of {} cannot be read now: {}", lease.mailbox(), lease.organizer(), trouble.getMessage());
        try {
            work.transactions().writeAside(lease.organizer(), () -> {
                work.store().failed(lease, work.clock().instant(), String.valueOf(trouble.getMessage()));
                return true;
            });
        } catch (RuntimeException unreachable) {
            LOG.warn("What is wrong with a mailbox could not be noted: {}", unreachable.getClass());
        }
    }

    private void pause(Duration time) {
        try {
            if (stopped.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("stopped while waiting");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    /** Another node has the lease: whoever gets this writes nothing more for the mailbox. */
    static final class LeaseGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseGone(ReaderLease lease) {
            super("mailbox " + lease.mailbox() + " was taken over, fencing " + lease.fencing() + " is too old");
        }
    }
}
