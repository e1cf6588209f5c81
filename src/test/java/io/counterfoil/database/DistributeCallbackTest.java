package io.counterfoil.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the callback after migrations does on Citus, as far as a PostgreSQL without it can tell: stand-ins for Citus' functions
 * take note, and refuse a table before the ones that it refers to, as Citus does.
 */
class DistributeCallbackTest {
    private static final String STAND_INS = """
            set allow_system_table_mods = on;
            insert into pg_extension (oid, extname, extowner, extnamespace, extrelocatable, extversion)
                select 999999, 'citus', 10, oid, false, '13.2' from pg_namespace where nspname = 'public';
            create table pg_dist_partition (logicalrelid regclass primary key, at serial, method text);
            create function create_distributed_table(table_name regclass, distribution_column text)
                returns void language plpgsql as $$
            begin
                if exists (
                        select from pg_constraint f
                        where f.conrelid = table_name and f.contype = 'f' and f.confrelid <> table_name
                            and not exists (select from pg_dist_partition d where d.logicalrelid = f.confrelid)) then
                    raise 'referenced table must be distributed before %', table_name;
                end if;
                insert into pg_dist_partition (logicalrelid, method) values (table_name, distribution_column);
            end $$;
            create function citus_add_local_table_to_metadata(table_name regclass)
                returns void language sql as $$
                insert into pg_dist_partition (logicalrelid, method) values (table_name, 'local') $$;
            """;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcTemplate owner = new JdbcTemplate(database.owner());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void onCitusEveryOrganizerTableIsSpreadByOrganizerAndTheSchedulersIsMadeKnown() throws IOException {
        owner.execute(STAND_INS);

        owner.execute(callback());

        assertThat(tables("organizer"))
                .containsExactlyInAnyOrderElementsOf(owner.queryForList(
                        "select c.oid::regclass::text from pg_class c where c.relrowsecurity and c.relkind in ('r', 'p')",
                        String.class))
                .contains("ticket", "interface_function", "push_settings", "journal");
        assertThat(tables("local")).containsExactly("scheduled_tasks");
    }

    @Test
    void againItDoesNothingAndLaterTablesFollow() throws IOException {
        owner.execute(STAND_INS);
        owner.execute(callback());
        int before = tables("organizer").size();
        owner.execute("create table later (organizer text not null, id text, primary key (organizer, id))");

        owner.execute(callback());
        owner.execute(callback());

        assertThat(tables("organizer")).hasSize(before + 1).contains("later");
        assertThat(tables("local")).hasSize(1);
    }

    @Test
    void onPlainPostgresqlItDoesNothing() throws IOException {
        owner.execute(callback());

        assertThat(owner.queryForObject("select count(*) from pg_extension where extname = 'citus'", Integer.class))
                .isZero();
    }

    private List<String> tables(String method) {
        return owner.queryForList(
                "select logicalrelid::text from pg_dist_partition where method = ? order by at", String.class, method);
    }

    private static String callback() throws IOException {
        try (InputStream sql = Objects.requireNonNull(DistributeCallbackTest.class.getResourceAsStream(
                "/db/migration/database/afterMigrate__distribute.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
