package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.push.BulkChanges;
import io.counterfoil.push.BulkJob.Line;
import io.counterfoil.push.BulkJob.LineState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a bulk change as somebody pastes or uploads them: one a line, {@code ticket;address;first name;last name},
 * with semicolons, commas or tabs between, cells in quotes where they hold one. A first line of headings is left out.
 */
final class BulkFile {
    private static final int LONGEST_CELL = 254;
    private static final Pattern SPECIAL = Pattern.compile("[;,\t\"]");

    private BulkFile() {}

    static List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        for (String row : text.replace("\ufeff", "").lines().toList()) {
            List<String> cells = cells(row);
            boolean heading = lines.isEmpty() && cells.getFirst().equalsIgnoreCase("ticketId");
            if (row.isBlank() || heading) {
                continue;
            }
            if (lines.size() == BulkChanges.MOST_LINES) {
                throw Refusal.invalid("lines", "more", "1 to " + BulkChanges.MOST_LINES + " tickets");
            }
            lines.add(new Line(
                    lines.size() + 1,
                    cells.getFirst(),
                    cell(cells, 1),
                    cell(cells, 2),
                    cell(cells, 3),
                    LineState.WAITING,
                    null,
                    null));
        }
        return lines;
    }

    /** Tickets as lines that are read as these again. */
    static String write(List<String> tickets) {
        return tickets.stream().map(BulkFile::written).collect(Collectors.joining("\n"));
    }

    private static String written(String ticket) {
        return SPECIAL.matcher(ticket).find() ? '"' + ticket.replace("\"", "\"\"") + '"' : ticket;
    }

    /** The line with an address, where it has none. */
    static Line to(Line line, String email) {
        return line.email() != null
                ? line
                : new Line(
                        line.number(),
                        line.ticketId(),
                        email,
                        line.firstName(),
                        line.lastName(),
                        line.state(),
                        null,
                        null);
    }

    private static @Nullable String cell(List<String> cells, int index) {
        return index < cells.size() && !cells.get(index).isBlank() ? cells.get(index) : null;
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < row.length() && row.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append(c);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (c == ';' || c == ',' || c == '\t')) {
                cells.add(finished(cell));
                cell.setLength(0);
            } else if (c != '\0') {
                cell.append(c);
            }
        }
        cells.add(finished(cell));
        return cells;
    }

    private static String finished(StringBuilder cell) {
        String text = cell.toString().strip();
        return text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text;
    }
}
