package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the wallet does by itself: gives up overdue transfers, and forgets what is past its time. On every node; harmless. */
final class WalletHousekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WalletHousekeeping.class);
    private static final int MOST_PRUNED = 10_000;

    private final Wallet wallet;
    private final SignIn signIn;
    private final Duration retention;
    private final List<Future<?>> jobs = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("wallet-housekeeping").factory());

    WalletHousekeeping(Wallet wallet, SignIn signIn, Duration retention) {
        this.wallet = wallet;
        this.signIn = signIn;
        this.retention = retention;
    }

    void start(Duration tick) {
        jobs.add(timer.scheduleWithFixedDelay(
                () -> quietly(wallet::expireOverdue), tick.toMillis(), tick.toMillis(), TimeUnit.MILLISECONDS));
        jobs.add(timer.scheduleWithFixedDelay(() -> quietly(this::forget), 1, 60, TimeUnit.MINUTES));
    }

    /** Forgets stale codes and sessions, and changes older than the retention period but for each ticket's last. */
    void forget() {
        signIn.forgetStale();
        Instant horizon = wallet.now().minus(retention);
        List<String> organizers = wallet.database()
                .read(() -> wallet.database()
                        .jdbc()
                        .queryForList("select organizer from wallet.organizer order by 1", String.class));
        organizers.forEach(organizer -> prune(new OrganizerCode(organizer), horizon));
    }

    private void prune(OrganizerCode organizer, Instant horizon) {
        JdbcTemplate jdbc = wallet.database().jdbc();
        // keys before it are refused first, then the rows go: nobody reads a feed with holes
        long upTo = wallet.database().write(organizer, head -> {
            Long last = jdbc.queryForObject(
                    "select coalesce(max(sequence), 0) from wallet.change where organizer = ? and at < ?",
                    Long.class,
                    organizer.value(),
                    WalletStore.time(horizon));
            long pruned = Math.max(head.prunedTo(), last == null ? 0 : last);
            jdbc.update("update wallet.organizer set pruned_to = ? where organizer = ?", pruned, organizer.value());
            return pruned;
        });
        int removed = MOST_PRUNED;
        while (removed == MOST_PRUNED) {
            removed = wallet.database()
                    .writeAside(() -> jdbc.update(
                            """
                    delete from wallet.change where organizer = ? and sequence in (
                        select c.sequence from wallet.change c
                        where c.organizer = ? and c.sequence <= ? and not exists (
                            select from wallet.ticket t where t.organizer = ? and t.last_sequence = c.sequence)
                        order by c.sequence limit ?)""", organizer.value(), organizer.value(), upTo, organizer.value(), MOST_PRUNED));
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException broken) {
            // the next turn tries again; a timer that dies would not
            LOG.warn("housekeeping of the wallet failed: {}", broken.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        jobs.forEach(job -> job.cancel(true));
        timer.shutdownNow();
    }
}
