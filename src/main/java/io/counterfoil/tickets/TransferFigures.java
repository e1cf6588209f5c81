package io.counterfoil.tickets;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** How many transfers there are, for people who watch. */
public final class TransferFigures {
    private final TransferFigureQueries queries;
    private final OrganizerTransactions transactions;

    TransferFigures(TransferFigureQueries queries, OrganizerTransactions transactions) {
        this.queries = queries;
        this.transactions = transactions;
    }

    /**
     * Transfers that the back office learnt of, by the hour in which they began.
     *
     * @param hour its first moment
     */
    public record Hour(Instant hour, long confirmed, long cancelled, long pending) {
        public long all() {
            return confirmed + cancelled + pending;
        }
    }

    /**
     * Open transfers that are at least as old as {@code from}, and younger than the next group.
     *
     * @param from age of the youngest that would be in here
     */
    public record Age(Duration from, long count) {}

    /**
     * Transfers in wallets, hours without any left out. Only what the back office learnt of since then.
     *
     * @param zone whose hours they are: in some zones they begin at half past
     */
    public List<Hour> perHour(OrganizerCode organizer, Instant since, ZoneId zone) {
        return transactions.read(organizer, () -> queries.perHour(organizer, since, zone));
    }

    /** Open lines by how long they have been open, youngest first; one that a wallet's clock puts ahead of ours is young. */
    public List<Age> openByAge(OrganizerCode organizer, Instant now, List<Duration> from) {
        return transactions.read(organizer, () -> queries.openByAge(organizer, now, from));
    }

    /** How many tickets are out of step, counted up to a number. */
    public long outOfStep(OrganizerCode organizer, long most) {
        return transactions.read(organizer, () -> queries.outOfStep(organizer, most));
    }
}
