package io.counterfoil.imap;

import io.counterfoil.imap.ImapTrouble.Kind;
import io.counterfoil.imap.MailboxReader.LeaseGone;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.AfterStoring;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at a folder: every mail above the position is stored, each in a commit of its own, then the position moves on. A
 * crash between the two fetches the same mails again, and the same bytes are one mail. Only then may mails be marked or moved,
 * which is noted with the position and done again until it is done.
 */
final class FolderLook {
    private static final Logger LOG = LoggerFactory.getLogger(FolderLook.class);
    /** Mails between two notes of the position. */
    private static final int CHUNK = 50;
    /** A mail at which the connection breaks so often is left for later, so that it does not hold up all others. */
    private static final int BREAKS = 3;
    /** Mails that are marked or moved by one command. */
    private static final int AFTER_AT_ONCE = 200;

    private final ImapWork work;
    private final ReaderLease lease;
    private final ImapSettings settings;
    private final BooleanSupplier stopped;
    private final AfterwardsWork afterwards;
    private @Nullable Position position;
    private long brokenAt;
    private int breaks;
    private int wentWell;

    FolderLook(ImapWork work, ReaderLease lease, ImapSettings settings, BooleanSupplier stopped) {
        this.work = work;
        this.lease = lease;
        this.settings = settings;
        this.stopped = stopped;
        this.afterwards = new AfterwardsWork(work, lease, settings, AFTER_AT_ONCE);
    }

    /** How many looks went well so far. */
    int wentWell() {
        return wentWell;
    }

    /** What the folder was when it was open before counts for nothing. */
    void newConnection() {
        position = null;
    }

    /** Looks once; true: there is more than one look fetches. */
    boolean at(ImapConnection connection) throws ImapTrouble {
        Position here = positionAt(connection);
        retryRemarked(connection, here.uidValidity());
        long[] uids = newUids(connection, here);
        int most = Math.min(uids.length, work.limits().round());
        for (int from = 0; from < most && !stopped.getAsBoolean(); from += CHUNK) {
            take(connection, Arrays.copyOfRange(uids, from, Math.min(most, from + CHUNK)));
        }
        String remark = afterwards.doPending(connection, here.uidValidity());
        Instant now = work.clock().instant();
        write(() -> work.store().readWell(lease, now, remark));
        work.metrics().read(lease.organizer(), lease.mailbox(), now);
        wentWell++;
        return most < uids.length;
    }

    /** Where the folder stands; a folder that is seen for the first time, or numbers anew, begins at its first mail. */
    private Position positionAt(ImapConnection connection) throws ImapTrouble {
        long validity = connection.uidValidity();
        Position known = position == null ? stored(connection) : position;
        if (known == null || known.uidValidity() != validity) {
            Position first = new Position(validity, 0, connection.uidNext());
            if (known != null) {
                LOG.info(
                        "Mailbox {} of {} numbers its mails anew: all are fetched again, and none is stored twice",
                        lease.mailbox(),
                        lease.organizer());
            }
            mine(() -> {
                work.remarks().forgetOthers(lease, validity);
                return work.store().begin(lease, ImapAccount.place(settings), first);
            });
            known = first;
        }
        position = known;
        return known;
    }

    /** A server that was set back without saying so gives numbers again that we have passed. */
    private @Nullable Position stored(ImapConnection connection) throws ImapTrouble {
        Position stored = work.transactions()
                .read(lease.organizer(), () -> work.store().position(lease, ImapAccount.place(settings)))
                .orElse(null);
        return stored == null || connection.uidNext() > stored.uid() ? stored : new Position(-1, 0, 0);
    }

    private Position here() {
        if (position == null) {
            throw new IllegalStateException("no folder is open");
        }
        return position;
    }

    /** Of what was there at the first look, mails from before the cut-off are not even listed. */
    private long[] newUids(ImapConnection connection, Position here) throws ImapTrouble {
        long next = here.uid() + 1;
        if (next >= here.backlogEnd()) {
            return connection.uids(next, ImapConnection.ALL, Instant.EPOCH);
        }
        long[] backlog = connection.uids(next, here.backlogEnd() - 1, cutOff());
        if (backlog.length == 0) {
            moveOn(here.at(here.backlogEnd() - 1), List.of());
        }
        long[] later = connection.uids(here.backlogEnd(), ImapConnection.ALL, Instant.EPOCH);
        long[] both = Arrays.copyOf(backlog, backlog.length + later.length);
        System.arraycopy(later, 0, both, backlog.length, later.length);
        return both;
    }

    private Instant cutOff() {
        return settings.since() == null ? Instant.EPOCH : settings.since();
    }

    private void take(ImapConnection connection, long[] uids) throws ImapTrouble {
        List<Long> stored = new ArrayList<>();
        Position done = here();
        try {
            for (MailHead head : connection.heads(uids)) {
                if (stopped.getAsBoolean()) {
                    return;
                }
                try {
                    boolean old = here().isBacklog(head) && head.arrivedAt().isBefore(cutOff());
                    if (!old && fetch(connection, head)) {
                        stored.add(head.uid());
                    }
                } catch (ImapTrouble trouble) {
                    if (breaksTooOften(head, trouble)) {
                        done = done.at(head.uid());
                    }
                    throw trouble;
                }
                done = done.at(head.uid());
            }
            // those that are gone, too
            done = done.at(uids[uids.length - 1]);
        } finally {
            moveOn(done, stored);
        }
    }

    private void moveOn(Position done, List<Long> stored) {
        mine(() -> {
            if (settings.after() != AfterStoring.LEAVE && !stored.isEmpty()) {
                work.store().addAfter(lease, done.uidValidity(), stored);
            }
            return work.store().advance(lease, done);
        });
        position = done;
    }

    /** Fetches and stores a mail; false: there was none, or it is left for later. */
    private boolean fetch(ImapConnection connection, MailHead head) throws ImapTrouble {
        try {
            return store(connection, head);
        } catch (ImapTrouble trouble) {
            if (trouble.kind() == Kind.FAILED) {
                leave(head.uid(), 1, "cannot be fetched: " + trouble.getMessage());
                return false;
            }
            throw trouble;
        }
    }

    /** Whether a mail is left for later, since the connection broke at it again and again. */
    private boolean breaksTooOften(MailHead head, ImapTrouble trouble) {
        if (stopped.getAsBoolean()) {
            return false;
        }
        breaks = brokenAt == head.uid() ? breaks + 1 : 1;
        brokenAt = head.uid();
        if (breaks < BREAKS) {
            return false;
        }
        breaks = 0;
        leave(head.uid(), 1, "cannot be fetched: " + trouble.getMessage());
        return true;
    }

    private boolean store(ImapConnection connection, MailHead head) throws ImapTrouble {
        try {
            return work.memory().with(Math.min(head.size(), work.limits().largest()), () -> {
                Optional<FetchedMail> mail =
                        connection.fetch(head.uid(), work.limits().largest());
                return mail.isPresent() && store(head, mail.get());
            });
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new ImapTrouble(Kind.UNREACHABLE, "stopped");
        }
    }

    private boolean store(MailHead head, FetchedMail mail) throws ImapTrouble {
        if (mail.raw().length == 0) {
            throw new ImapTrouble(Kind.FAILED, "the server gave none of its " + head.size() + " bytes");
        }
        OrganizerCode organizer = lease.organizer();
        long validity = here().uidValidity();
        InboundMails.Stored stored =
                work.mails().store(organizer, lease.mailbox(), mail.raw(), new MailOrigin.Imap(validity, head.uid()));
        work.metrics().fetched(lease);
        if (mail.cut()) {
            String remark = "of " + Math.max(head.size(), mail.raw().length + 1L) + " bytes the first "
                    + mail.raw().length + " are kept as message " + stored.id() + " (expected: at most "
                    + work.limits().largest() + " bytes)";
            write(() -> work.remarks()
                    .note(lease, validity, head.uid(), remark, work.clock().instant(), null));
        }
        if (stored.waiting()) {
            try {
                work.taker().take(organizer, stored.id());
            } catch (RuntimeException defect) {
                // it is stored: whoever sweeps takes it again
                LOG.error("Mail {} of {} could not be taken", stored.id(), organizer, defect);
            }
        }
        return true;
    }

    private void leave(long uid, int tries, String why) {
        Instant now = work.clock().instant();
        Instant next = work.limits()
                .remark()
                .waitAfter(tries, Duration.ZERO)
                .map(now::plus)
                .orElse(null);
        write(() -> work.remarks().note(lease, here().uidValidity(), uid, why, now, next));
    }

    /** Mails that could not be fetched before are tried again, each by itself. */
    private void retryRemarked(ImapConnection connection, long validity) throws ImapTrouble {
        List<MailRemark> due = work.transactions()
                .read(
                        lease.organizer(),
                        () -> work.remarks().due(lease, validity, work.clock().instant(), CHUNK));
        for (MailRemark remark : due) {
            // noted first: a mail at which the connection breaks has had its turn
            leave(remark.uid(), remark.tries() + 1, remark.remark());
            List<MailHead> heads = connection.heads(new long[] {remark.uid()});
            try {
                boolean cut = false;
                if (!heads.isEmpty() && store(connection, heads.getFirst())) {
                    cut = heads.getFirst().size() > work.limits().largest();
                    moveOn(here(), List.of(remark.uid()));
                }
                if (!cut) {
                    write(() -> work.remarks().remove(lease, validity, remark.uid()));
                }
            } catch (ImapTrouble trouble) {
                if (trouble.kind() != Kind.FAILED) {
                    throw trouble;
                }
            }
        }
    }

    private void write(Runnable statement) {
        work.transactions().writeAside(lease.organizer(), () -> {
            statement.run();
            return true;
        });
    }

    private void mine(BooleanSupplier statement) {
        boolean held = work.transactions().writeAside(lease.organizer(), statement::getAsBoolean);
        if (!held) {
            throw new LeaseGone(lease);
        }
    }
}
