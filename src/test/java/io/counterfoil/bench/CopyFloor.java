package io.counterfoil.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The floor: COPY of the rows that a sync came to, and of nothing else. Rows that the sync did not touch are there before
 * it is measured.
 */
final class CopyFloor {
    private static final List<String> TABLES = List.of("contact", "ticket_ownership", "status_log", "distribution");
    private static final String STATUS_LOG_IN_ORDER = "(select * from status_log order by sequence)";

    private final Map<String, byte[]> untouched;
    private final List<Map<String, byte[]>> pages;

    private CopyFloor(Map<String, byte[]> untouched, List<Map<String, byte[]>> pages) {
        this.untouched = untouched;
        this.pages = pages;
    }

    /**
     * Reads the rows.
     *
     * @param before as it was before the sync; superuser
     * @param after as it is after the sync; superuser
     */
    static CopyFloor between(DataSource before, DataSource after, int pages) throws SQLException, IOException {
        Map<String, byte[]> untouched = new LinkedHashMap<>();
        List<Map<String, byte[]>> slices = new ArrayList<>();
        for (int i = 0; i < pages; i++) {
            slices.add(new LinkedHashMap<>());
        }
        for (String table : TABLES) {
            Set<String> former = new HashSet<>(rows(before, table));
            List<String> kept = new ArrayList<>();
            List<String> made = new ArrayList<>();
            String source = table.equals("status_log") ? STATUS_LOG_IN_ORDER : table;
            rows(after, source).forEach(row -> (former.contains(row) ? kept : made).add(row));
            untouched.put(table, bytes(kept));
            for (int i = 0; i < pages; i++) {
                int from = (int) ((long) made.size() * i / pages);
                int to = (int) ((long) made.size() * (i + 1) / pages);
                slices.get(i).put(table, bytes(made.subList(from, to)));
            }
        }
        return new CopyFloor(untouched, slices);
    }

    /** Empties the tables and puts in what the sync does not touch. */
    void prepare(DataSource superuser) throws SQLException, IOException {
        new JdbcTemplate(superuser).execute("truncate " + String.join(", ", TABLES));
        try (Connection connection = superuser.getConnection()) {
            copy(connection, untouched);
        }
    }

    /** What is measured: a transaction a page. */
    void run(DataSource superuser) throws SQLException, IOException {
        try (Connection connection = superuser.getConnection()) {
            connection.setAutoCommit(false);
            for (Map<String, byte[]> page : pages) {
                copy(connection, page);
                connection.commit();
            }
        }
    }

    private static void copy(Connection connection, Map<String, byte[]> rows) throws SQLException, IOException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<String, byte[]> table : rows.entrySet()) {
            if (table.getValue().length > 0) {
                copy.copyIn("copy " + table.getKey() + " from stdin", new ByteArrayInputStream(table.getValue()));
            }
        }
    }

    private static List<String> rows(DataSource superuser, String source) throws SQLException, IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (Connection connection = superuser.getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + source + " to stdout", rows);
        }
        return rows.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] bytes(List<String> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
