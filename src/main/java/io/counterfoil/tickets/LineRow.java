package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.BackOfficeChange;
import io.counterfoil.tickets.LogItem.ImportedContact;
import io.counterfoil.tickets.LogItem.Stream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of table distribution, read back into the line that it is. */
final class LineRow {
    /** The columns that {@link #read} needs, contacts with merges followed. */
    static final String COLUMNS = """
            d.distribution_id, d.action, d.status, d.source, d.actor, d.reason, d.transfer_id,
            coalesce(old.merged_into, d.old_contact) as old_contact, coalesce(new.merged_into, d.new_contact) as new_contact,
            d.initiated_at, d.resolved_at, d.recorded_at, d.run_id, d.steps,
            d.born_by, d.born_as, d.arrival, d.answer, d.answer_stream, d.answer_sequence, d.answered_at, d.answer_reason""";

    /** Reads follow merges: most contacts were never merged, so these join a small partial index. */
    static final String MERGES = """
            left join contact old on old.organizer = d.organizer and old.contact_id = d.old_contact and old.merged_into is not null
            left join contact new on new.organizer = d.organizer and new.contact_id = d.new_contact and new.merged_into is not null""";

    private LineRow() {}

    /**
     * Reads {@link #COLUMNS} by their numbers: by name each would be looked up for each of a page's lines.
     *
     * @param first number of the first of them
     */
    static Distribution read(ResultSet rs, int first) throws SQLException {
        UUID old = rs.getObject(first + 7, UUID.class);
        return new Distribution(
                rs.getObject(first, UUID.class),
                Distribution.Action.valueOf(rs.getString(first + 1)),
                Distribution.Status.valueOf(rs.getString(first + 2)),
                Distribution.Source.valueOf(rs.getString(first + 3)),
                rs.getString(first + 4),
                rs.getString(first + 5),
                rs.getString(first + 6),
                old == null ? null : new ContactId(old),
                new ContactId(rs.getObject(first + 8, UUID.class)),
                instant(rs, first + 9),
                instant(rs, first + 10),
                Objects.requireNonNull(instant(rs, first + 11)),
                rs.getObject(first + 12, UUID.class),
                StepsJson.read(rs.getString(first + 13)),
                birth(rs, first + 14));
    }

    /** The log item that a line of an import or of the back office stands for, or null. */
    static @Nullable LogItem item(Distribution line) {
        if (!(line.birth() instanceof Birth.Item(int arrival, Answer answer))) {
            return null;
        }
        if (answer == null) {
            return new ImportedContact(line.id(), arrival, line.newContact(), line.actor(), line.recordedAt());
        }
        return new BackOfficeChange(
                line.id(),
                arrival,
                line.action(),
                line.newContact(),
                line.actor(),
                line.reason(),
                line.recordedAt(),
                answer);
    }

    private static Birth birth(ResultSet rs, int first) throws SQLException {
        UUID bornBy = rs.getObject(first, UUID.class);
        return bornBy != null
                ? new Birth.Entry(bornBy, Birth.Part.valueOf(rs.getString(first + 1)))
                : new Birth.Item(rs.getInt(first + 2), answer(rs, first + 3));
    }

    private static @Nullable Answer answer(ResultSet rs, int first) throws SQLException {
        String answer = rs.getString(first);
        if (answer == null) {
            return null;
        }
        Instant at = instant(rs, first + 3);
        return switch (answer) {
            case "WAITING" -> new Answer.Waiting();
            case "NOT_NEEDED" -> new Answer.NotNeeded();
            case "ACCEPTED" ->
                new Answer.Accepted(
                        Stream.parse(rs.getString(first + 1)),
                        rs.getObject(first + 2, Long.class),
                        Objects.requireNonNull(at));
            case "REJECTED" -> new Answer.Rejected(rs.getString(first + 4), Objects.requireNonNull(at));
            default -> throw new IllegalStateException("answer: " + answer + " (expected: a known answer)");
        };
    }

    static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
