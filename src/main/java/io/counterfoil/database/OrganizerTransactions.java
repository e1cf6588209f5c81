package io.counterfoil.database;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one place that opens an organizer's transaction. It first says whose rows are meant, so that row-level security lets
 * them be seen; a transaction opened anywhere else sees none.
 *
 * <p>Writers of one organizer take turns (they lock its head row first). That is what makes the journal's numbers appear in
 * their order, and what keeps two writers from making the same contact twice. A transaction never spans a network call.
 */
public final class OrganizerTransactions {
    private final JdbcTemplate jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final TransactionTemplate global;

    public OrganizerTransactions(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        PlatformTransactionManager manager = new JdbcTransactionManager(dataSource);
        this.writing = new TransactionTemplate(manager);
        this.global = new TransactionTemplate(manager);
        DefaultTransactionDefinition readOnly = new DefaultTransactionDefinition();
        readOnly.setReadOnly(true);
        // one snapshot for all statements of a read: a page is never half old, half new
        readOnly.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.reading = new TransactionTemplate(manager, readOnly);
    }

    /** Runs work that writes, alone among the organizer's writers. Joins a transaction of the same organizer. */
    public <T> T write(OrganizerCode organizer, Supplier<T> work) {
        return required(writing.execute(status -> {
            Opened opened = begin(organizer);
            if (!opened.hasTurn) {
                takeTurn(organizer);
                opened.hasTurn = true;
            }
            return work.get();
        }));
    }

    /** {@link #write} without a result. */
    public void writeOnly(OrganizerCode organizer, Runnable work) {
        write(organizer, () -> {
            work.run();
            return true;
        });
    }

    /**
     * Runs work that writes rows which nobody else's decisions hang on (a heartbeat, a log line), without waiting for the
     * organizer's other writers. Such work writes no journal.
     */
    public <T> T writeAside(OrganizerCode organizer, Supplier<T> work) {
        return required(writing.execute(status -> {
            begin(organizer);
            return work.get();
        }));
    }

    /** Runs work that only reads, over one snapshot. */
    public <T> T read(OrganizerCode organizer, Supplier<T> work) {
        return required(reading.execute(status -> {
            begin(organizer);
            return work.get();
        }));
    }

    /** Runs work on global tables only: it sees no organizer's rows. */
    public <T> T global(Supplier<T> work) {
        return required(global.execute(status -> work.get()));
    }

    /**
     * Runs what may only begin once the caller's work is stored for good: after the commit of the transaction that is open,
     * never when it is undone; at once when none is.
     */
    public static void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }

    /** Whether the caller is within a transaction, which must not wait for a network. */
    public static boolean isOpen() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** All organizers, for work that loops over them. */
    public List<OrganizerCode> organizers() {
        return jdbc.queryForList("select code from organizer order by code", String.class).stream()
                .map(OrganizerCode::new)
                .toList();
    }

    /** Makes the organizer known and its head row, in the caller's {@link #writeAside}; false when it is there already. */
    public boolean addHead(OrganizerCode organizer) {
        return jdbc.update(
                        "insert into organizer_head (organizer) values (?) on conflict do nothing", organizer.value())
                == 1;
    }

    private Opened begin(OrganizerCode organizer) {
        Opened current = (Opened) TransactionSynchronizationManager.getResource(this);
        if (current != null) {
            if (!current.organizer.equals(organizer)) {
                throw new IllegalStateException(
                        "a transaction of " + current.organizer + " is open, " + organizer + " asked for");
            }
            return current;
        }
        Opened opened = new Opened(organizer);
        bind(opened);
        DataAccessUtils.nullableSingleResult(
                jdbc.query("select app_set_organizer(?)", (rs, row) -> true, organizer.value()));
        return opened;
    }

    private void takeTurn(OrganizerCode organizer) {
        List<Long> head = jdbc.queryForList(
                "select journal_seq from organizer_head where organizer = ? for update", Long.class, organizer.value());
        if (head.isEmpty()) {
            throw Refusal.notFound("organizer", organizer);
        }
    }

    private void bind(Opened opened) {
        TransactionSynchronizationManager.bindResource(this, opened);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResource(OrganizerTransactions.this);
            }
        });
    }

    private static <T> T required(@Nullable T result) {
        if (result == null) {
            throw new IllegalStateException("transactional work gave no result");
        }
        return result;
    }

    /** The transaction of an organizer that this thread has open. */
    private static final class Opened {
        private final OrganizerCode organizer;
        /** Whether it holds the organizer's head row. */
        private boolean hasTurn;

        Opened(OrganizerCode organizer) {
            this.organizer = organizer;
        }
    }
}
