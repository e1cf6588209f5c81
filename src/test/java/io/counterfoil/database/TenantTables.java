package io.counterfoil.database;

import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** All tables of the application's schema as PostgreSQL's catalog knows them, and which of them hold rows of organizers. */
public final class TenantTables {
    private static final Pattern OWN_ROWS =
            Pattern.compile("\\((\\w+) = current_setting\\('app\\.organizer'::text, true\\)\\)");

    private final JdbcTemplate owner;

    /** @param owner sees all rows: the superuser */
    public TenantTables(DataSource owner) {
        this.owner = new JdbcTemplate(owner);
    }

    /**
     * A table.
     *
     * @param tenant the column that its only policy compares with the transaction's organizer; null: it is not apart
     */
    record Table(String name, @Nullable String tenant) {
        /** As SQL names it. */
        String quoted() {
            return SchemaTables.quote(name);
        }

        String column() {
            if (tenant == null) {
                throw new IllegalStateException(name + " is not apart by organizer");
            }
            return SchemaTables.quote(tenant);
        }
    }

    /** Every table of the schema, parts of partitioned ones too, but for the list of migrations. */
    List<Table> all() {
        return owner.query(
                """
                select c.relname, c.relrowsecurity and c.relforcerowsecurity as forced,
                    array(select p.qual || ' / ' || coalesce(p.with_check, '') || ' / ' || p.cmd || ' / ' || p.permissive
                            || ' / ' || array_to_string(p.roles, ',')
                        from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname) as policies
                from pg_class c
                where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'f', 'm', 'v')
                    and c.relname <> 'flyway_schema_history'
                order by c.relname""",
                (rs, row) -> new Table(
                        rs.getString(1),
                        rs.getBoolean(2)
                                ? tenant(List.of((String[]) rs.getArray(3).getArray()))
                                : null));
    }

    private static @Nullable String tenant(List<String> policies) {
        Matcher plain = OWN_ROWS.matcher(String.join("\n", policies));
        return policies.size() == 1
                        && plain.lookingAt()
                        && policies.getFirst()
                                .equals(plain.group() + " / " + plain.group() + " / ALL / PERMISSIVE / public")
                ? plain.group(1)
                : null;
    }

    /** Those that hold rows of organizers, apart by row-level security. */
    List<Table> apart() {
        return all().stream().filter(table -> table.tenant() != null).toList();
    }

    /** A fingerprint of an organizer's rows, by table; tables without any are left out. */
    public SortedMap<String, String> fingerprints(OrganizerCode organizer) {
        SortedMap<String, String> found = new TreeMap<>();
        for (Table table : apart()) {
            String text = owner.queryForObject(
                    "select count(*) || ' rows ' || md5(string_agg(t::text, E'\\n' order by t::text)) from "
                            + table.quoted() + " t where " + table.column() + " = ?",
                    String.class,
                    organizer.value());
            if (text != null) {
                found.put(table.name(), text);
            }
        }
        return found;
    }

    /** Adds a row that says nothing but whose it is; for a superuser who has switched triggers and references off. */
    void fill(Table table, String organizer) {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        owner.query(
                """
                select a.attname, t.typcategory::text, format_type(a.atttypid, a.atttypmod)
                from pg_attribute a join pg_type t on t.oid = a.atttypid
                where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    and a.attidentity = ''
                order by a.attnum""",
                rs -> {
                    String name = rs.getString(1);
                    names.add(SchemaTables.quote(name));
                    values.add(name.equals(table.tenant()) ? organizer : value(rs.getString(2), rs.getString(3)));
                },
                table.quoted());
        owner.update("insert into " + table.quoted() + " (" + String.join(", ", names) + ") values ("
                + values.stream().map(value -> "'" + value + "'").collect(Collectors.joining(", ")) + ")");
    }

    /** A value that any column of the type takes. */
    private static String value(String category, String type) {
        return switch (category) {
            case "S", "N" -> "1";
            case "B" -> "true";
            case "D" -> "2026-01-01";
            case "T" -> "PT1S";
            case "A" -> "{}";
            default ->
                switch (type) {
                    case "uuid" -> "00000000-0000-0000-0000-000000000001";
                    case "bytea" -> "\\x01";
                    case "json", "jsonb" -> "{}";
                    case "tsvector" -> "word";
                    default ->
                        throw new AssertionError("no value is known for a column of type " + type + ": name one here");
                };
        };
    }
}
