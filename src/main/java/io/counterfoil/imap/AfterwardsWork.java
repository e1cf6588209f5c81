package io.counterfoil.imap;

import io.counterfoil.imap.ImapTrouble.Kind;
import io.counterfoil.mail.ImapSettings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operator wants done in the mailbox with mails that are stored here: nothing, mark them as read, move them. */
final class AfterwardsWork {
    private final ImapWork work;
    private final ReaderLease lease;
    private final ImapSettings settings;
    private final int atOnce;

    AfterwardsWork(ImapWork work, ReaderLease lease, ImapSettings settings, int atOnce) {
        this.work = work;
        this.lease = lease;
        this.settings = settings;
        this.atOnce = atOnce;
    }

    /** Does what is to be done; answers what the server would not do, which is tried again at the next look. */
    @Nullable
    String doPending(ImapConnection connection, long uidValidity) throws ImapTrouble {
        try {
            List<Long> pending = pending(uidValidity);
            while (!pending.isEmpty()) {
                long[] uids = pending.stream().mapToLong(Long::longValue).toArray();
                switch (settings.after()) {
                    case LEAVE -> {}
                    case SEEN -> connection.markSeen(uidValidity, uids);
                    case MOVE -> connection.move(uidValidity, uids, Objects.requireNonNull(settings.moveTo()));
                }
                remove(uidValidity, pending);
                pending = pending(uidValidity);
            }
            return null;
        } catch (ImapTrouble trouble) {
            if (trouble.kind() == Kind.FAILED) {
                return "mails are stored, but not marked or moved: " + trouble.getMessage();
            }
            throw trouble;
        }
    }

    private List<Long> pending(long uidValidity) {
        return work.transactions().read(lease.organizer(), () -> work.store().after(lease, uidValidity, atOnce));
    }

    private void remove(long uidValidity, List<Long> uids) {
        work.transactions().writeAside(lease.organizer(), () -> {
            work.store().removeAfter(lease, uidValidity, uids);
            return true;
        });
    }
}
