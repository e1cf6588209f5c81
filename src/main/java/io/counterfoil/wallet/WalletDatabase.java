package io.counterfoil.wallet;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The wallet's own connections, which work under the role {@code counterfoil_wallet}, and the one place that opens its
 * transactions.
 */
final class WalletDatabase {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    WalletDatabase(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        this.writing = new TransactionTemplate(manager);
        DefaultTransactionDefinition readOnly = new DefaultTransactionDefinition();
        readOnly.setReadOnly(true);
        readOnly.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading = new TransactionTemplate(manager, readOnly);
    }

    JdbcTemplate jdbc() {
        return jdbc;
    }

    /** An organizer's counter and settings; under lock in {@link #write}. */
    record Head(OrganizerCode organizer, long epoch, byte[] keySecret, long sequence, long prunedTo, FeedMode mode) {}

    /**
     * Runs work on an organizer's tickets, alone among its writers. The organizer's row is locked first and until the end,
     * so a sequence is given only when all lower ones are committed, and seen only after them.
     */
    <T> T write(OrganizerCode organizer, Function<Head, T> work) {
        return required(writing.execute(status -> work.apply(head(organizer, "for update"))));
    }

    /** Runs work over one snapshot. */
    <T> T read(Supplier<T> work) {
        return required(reading.execute(status -> work.get()));
    }

    /** Runs work that writes no organizer's tickets. */
    <T> T writeAside(Supplier<T> work) {
        return required(writing.execute(status -> work.get()));
    }

    /** The organizer's counter and settings as of this transaction. */
    Head head(OrganizerCode organizer) {
        return head(organizer, "");
    }

    private Head head(OrganizerCode organizer, String lock) {
        List<Head> heads = jdbc.query(
                "select epoch, key_secret, sequence, pruned_to, feed_mode from wallet.organizer where organizer = ? "
                        + lock,
                (rs, row) -> new Head(
                        organizer,
                        rs.getLong(1),
                        rs.getBytes(2),
                        rs.getLong(3),
                        rs.getLong(4),
                        FeedMode.valueOf(rs.getString(5))),
                organizer.value());
        if (heads.isEmpty()) {
            throw Refusal.notFound("organizer", organizer);
        }
        return heads.getFirst();
    }

    private static <T> T required(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException("transactional work gave no result");
        }
        return result;
    }
}
