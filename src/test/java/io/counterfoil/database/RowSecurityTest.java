package io.counterfoil.database;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TenantTables.Table;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Walks all tables of the catalog: whatever a later migration adds is held to the same rule, or named here with its reason. */
class RowSecurityTest {
    /** SQLSTATE of what row-level security forbids, and of a right that the role has not. */
    private static final String FORBIDDEN = "42501";

    private static final String ROLES_BEFORE_ANY_ORGANIZER =
            "read at each request, before an organizer is chosen; who may see which is Accounts' and Tokens' to say";

    /** The tables that are not apart by organizer, and why they cannot be, or need not. */
    private static final Map<String, String> GLOBAL = Map.ofEntries(
            entry("organizer", "which organizers there are: work that loops over all begins here"),
            entry("installation", "one row, of the whole installation"),
            entry("scheduled_tasks", "the scheduler's: names of tasks and times"),
            entry("installation_journal", "of accounts and tokens; read by the installation's administrators only"),
            entry("installation_journal_head", "one row, of the whole installation"),
            entry("account", "one person may work for several organizers, and signs in before one is chosen"),
            entry("account_role", ROLES_BEFORE_ANY_ORGANIZER),
            entry("account_link", "of an account"),
            entry("account_recovery_code", "of an account"),
            entry("api_token", ROLES_BEFORE_ANY_ORGANIZER),
            entry("api_answer_global", "answers to calls that belong to no organizer, by token"),
            entry("outgoing_mail", "mails that wait to be sent, encrypted; only their sender reads them"),
            entry("sign_in_failure", "keyed hashes of what somebody guessed at"),
            entry("web_session", "of an account"),
            entry("web_session_attributes", "of an account"));

    private final TestDatabase database = TestDatabase.create();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());
    private final TenantTables tables = new TenantTables(database.owner());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void everyTableIsApartByOrganizerOrNamedHereWithItsReason() {
        assertThat(tables.all())
                .filteredOn(table -> table.tenant() == null)
                .extracting(Table::name)
                .as("tables without forced row-level security by the one plain policy")
                .containsExactlyInAnyOrderElementsOf(GLOBAL.keySet());
        assertThat(tables.apart())
                .extracting(Table::name)
                .contains("ticket", "contact", "journal", "interface", "api_answer", "support_case", "mail_raw");
    }

    @Test
    void nothingLeadsAroundTheRule() {
        assertThat(owner.queryForList("""
                select proname from pg_proc
                where pronamespace in ('public'::regnamespace, 'wallet'::regnamespace) and prosecdef""", String.class))
                .as("functions that run with their owner's rights")
                .isEmpty();
        assertThat(owner.queryForList("""
                select rolname from pg_roles
                where rolname in ('counterfoil_app', 'counterfoil_wallet')
                    and (rolsuper or rolbypassrls or rolcreaterole or exists (
                        select from pg_auth_members m where m.member = pg_roles.oid))""", String.class))
                .as("roles that may more than their own")
                .isEmpty();
        assertThat(owner.queryForList("""
                select relname from pg_class where relowner in ('counterfoil_app'::regrole, 'counterfoil_wallet'::regrole)""", String.class))
                .as("what a role of the application owns, and could open again")
                .isEmpty();
        assertThat(owner.queryForList("""
                select c.oid::regclass::text from pg_class c
                where c.relkind in ('r', 'p') and (
                    (c.relnamespace = 'wallet'::regnamespace and has_table_privilege('counterfoil_app', c.oid, 'select'))
                    or (c.relnamespace = 'public'::regnamespace
                        and has_table_privilege('counterfoil_wallet', c.oid, 'select')))""", String.class))
                .as("tables of the other side of the wire")
                .isEmpty();
    }

    @Test
    void theOrganizerStandsFirstInEveryKeyOfItsTables() {
        for (Table table : tables.apart()) {
            assertThat(owner.queryForList("""
                            select i.indexrelid::regclass::text from pg_index i
                            join pg_attribute first on first.attrelid = i.indrelid and first.attnum = i.indkey[0]
                            where i.indisunique and i.indrelid = ?::regclass and first.attname <> ?""", String.class, table.quoted(), table.tenant()))
                    .as(table.name())
                    .isEmpty();
        }
    }

    /** All of it in one transaction of the superuser, which is undone, with rows of two organizers in every table. */
    @Test
    void nobodysTransactionSeesNoRowAndAnOrganizersOnlyItsOwn() {
        List<Table> apart = tables.apart();
        new TransactionTemplate(new JdbcTransactionManager(database.owner())).executeWithoutResult(status -> {
            owner.execute("set local session_replication_role = replica");
            for (Table table : apart) {
                tables.fill(table, "arena");
                tables.fill(table, "opera");
            }
            owner.execute("set local session_replication_role = origin");
            owner.execute("set local role counterfoil_app");
            for (Table table : apart) {
                seesNothingWithoutAnOrganizer(table);
            }
            owner.query("select app_set_organizer('opera')", rs -> {});
            for (Table table : apart) {
                seesAndTouchesOnlyItsOwn(table);
            }
            owner.execute("set local role none");
            for (Table table : apart) {
                assertThat(count(table, "true")).as("rows of %s", table.name()).isEqualTo(2);
            }
            status.setRollbackOnly();
        });
    }

    private void seesNothingWithoutAnOrganizer(Table table) {
        String name = table.name();
        assertThat(count(table, "true")).as("rows of %s", name).isZero();
        assertThat(touched(update(table, table.column())))
                .as("updates of %s", name)
                .isZero();
        assertThat(touched("delete from " + table.quoted()))
                .as("deletes of %s", name)
                .isZero();
        assertForbidden(insert(table, "opera"), name);
        assertForbidden(insert(table, ""), name);
    }

    private void seesAndTouchesOnlyItsOwn(Table table) {
        String name = table.name();
        String theirs = table.column() + " = 'arena'";
        assertThat(count(table, "true")).as("rows of %s", name).isEqualTo(1);
        assertThat(count(table, theirs)).as("others' rows of %s", name).isZero();
        assertThat(touched(update(table, table.column()) + " where " + theirs))
                .as("updates of others' %s", name)
                .isZero();
        assertThat(touched("delete from " + table.quoted() + " where " + theirs))
                .as("deletes of others' %s", name)
                .isZero();
        assertForbidden(update(table, "'arena'"), name);
        assertForbidden(insert(table, "arena"), name);
    }

    private long count(Table table, String which) {
        @Nullable
        Long count = owner.queryForObject("select count(*) from " + table.quoted() + " where " + which, Long.class);
        return count == null ? -1 : count;
    }

    private static String update(Table table, String value) {
        return "update " + table.quoted() + " set " + table.column() + " = " + value;
    }

    private static String insert(Table table, String organizer) {
        return "insert into " + table.quoted() + " (" + table.column() + ") values ('" + organizer + "')";
    }

    /** Rows that a statement touches; none where the role has no right to it at all. */
    private int touched(String sql) {
        owner.execute("savepoint before");
        try {
            return owner.update(sql);
        } catch (DataAccessException refused) {
            assertThat(refused)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            cause -> assertThat(cause.getSQLState()).as(sql).isEqualTo(FORBIDDEN));
            return 0;
        } finally {
            owner.execute("rollback to savepoint before");
        }
    }

    private void assertForbidden(String sql, String table) {
        owner.execute("savepoint before");
        assertThatThrownBy(() -> owner.update(sql))
                .as("%s: %s", table, sql)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        cause -> assertThat(cause.getSQLState()).isEqualTo(FORBIDDEN));
        owner.execute("rollback to savepoint before");
    }
}
