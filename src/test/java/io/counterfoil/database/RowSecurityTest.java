package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** Walks all tables: whatever a later migration adds is held to the same rule. */
class RowSecurityTest {
    private static final String PLAIN = "(organizer = current_setting('app.organizer'::text, true))";

    private final TestDatabase database = TestDatabase.create();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> organizerTables() {
        return owner.queryForList("""
                select c.table_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where c.table_schema = 'public' and c.column_name = 'organizer' and t.table_type = 'BASE TABLE'
                order by c.table_name""", String.class);
    }

    @Test
    void everyOrganizerTableIsProtectedAgainstEveryoneByThePlainPolicy() {
        assertThat(organizerTables()).contains("ticket", "contact", "journal", "interface", "api_answer");
        for (String table : organizerTables()) {
            Map<String, @Nullable Object> flags = owner.queryForMap(
                    "select relrowsecurity, relforcerowsecurity from pg_class where oid = ?::text::regclass", table);
            List<Map<String, @Nullable Object>> policies = owner.queryForList(
                    "select qual, with_check, permissive, cmd from pg_policies where schemaname = 'public' and tablename = ?",
                    table);
            assertThat(flags.values()).as(table).containsExactly(true, true);
            assertThat(policies).as(table).hasSize(1);
            assertThat(policies.getFirst())
                    .as(table)
                    .containsEntry("qual", PLAIN)
                    .containsEntry("with_check", PLAIN)
                    .containsEntry("cmd", "ALL");
        }
    }

    @Test
    void withoutAnOrganizerThereAreNoRows() {
        database.organizer("opera");
        JdbcTemplate app = new JdbcTemplate(database.app());

        for (String table : organizerTables()) {
            assertThat(app.queryForObject("select count(*) from \"" + table + "\"", Long.class))
                    .as(table)
                    .isZero();
        }
        assertThat(owner.queryForObject(
                        "select rolsuper or rolbypassrls from pg_roles where rolname = 'counterfoil_app'",
                        Boolean.class))
                .isFalse();
        assertThat(owner.queryForObject(
                        "select count(*) from pg_tables where tableowner = 'counterfoil_app'", Long.class))
                .isZero();
    }

    @Test
    void theOrganizerStandsFirstInEveryKeyOfItsTables() {
        List<String> others =
                owner.queryForList("""
                select i.indexrelid::regclass::text from pg_index i
                join pg_class t on t.oid = i.indrelid
                join pg_attribute first on first.attrelid = t.oid and first.attnum = i.indkey[0]
                where i.indisunique and t.relname = any (?) and first.attname <> 'organizer'""", String.class, (Object) organizerTables().toArray(String[]::new));

        assertThat(others).isEmpty();
    }
}
