package io.counterfoil.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tables of an installation, as the database's own catalogue knows them, and how the owner gets at their rows. */
final class SchemaTables {
    private SchemaTables() {}

    /**
     * @param byOrganizer row-level security hides its rows even from the owner, unless an organizer is said
     */
    record Table(String schema, String name, List<String> columns, boolean byOrganizer) {
        String quoted() {
            return quote(schema) + "." + quote(name);
        }

        String columnList() {
            return String.join(", ", columns.stream().map(SchemaTables::quote).toList());
        }
    }

    /** Text output of values that does not depend on a server's or session's settings. */
    static void fixOutput(Statement statement) throws SQLException {
        statement.execute("set local timezone = 'UTC'");
        statement.execute("set local datestyle = 'ISO, YMD'");
        statement.execute("set local intervalstyle = 'postgres'");
        statement.execute("set local bytea_output = 'hex'");
        statement.execute("set local extra_float_digits = 1");
    }

    /** All tables but Flyway's own, each after those that it refers to. */
    static List<Table> inFillingOrder(Connection connection) throws SQLException {
        List<Table> left = tables(connection);
        Set<String> references = references(connection);
        List<Table> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Table> ready = left.stream()
                    .filter(table -> left.stream()
                            .noneMatch(other -> !other.equals(table)
                                    && references.contains(table.quoted() + " -> " + other.quoted())))
                    .toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("tables refer to each other in a circle: " + left);
            }
            ordered.addAll(ready);
            left.removeAll(ready);
        }
        return ordered;
    }

    private static List<Table> tables(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select n.nspname, c.relname,
                            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''),
                            c.relforcerowsecurity and bool_or(a.attname = 'organizer')
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        where c.relkind in ('r', 'p') and not c.relispartition
                            and n.nspname in (current_schema(), 'wallet') and c.relname <> 'flyway_schema_history'
                        group by n.nspname, c.relname, c.relforcerowsecurity order by 1, 2""");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                tables.add(new Table(
                        found.getString(1),
                        found.getString(2),
                        List.of((String[]) found.getArray(3).getArray()),
                        found.getBoolean(4)));
            }
        }
        return tables;
    }

    private static Set<String> references(Connection connection) throws SQLException {
        Set<String> references = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select n.nspname, c.relname, fn.nspname, f.relname
                        from pg_constraint k
                            join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
                            join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
                        where k.contype = 'f'""");
                ResultSet found = select.executeQuery()) {
            while (found.next()) {
                references.add(quote(found.getString(1)) + "." + quote(found.getString(2)) + " -> "
                        + quote(found.getString(3)) + "." + quote(found.getString(4)));
            }
        }
        return references;
    }

    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
