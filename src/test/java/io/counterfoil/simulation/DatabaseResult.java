package io.counterfoil.simulation;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.reference.ReferenceResult;
import io.counterfoil.reference.ReferenceResult.ContactResult;
import io.counterfoil.reference.ReferenceResult.LineResult;
import io.counterfoil.reference.ReferenceResult.StepResult;
import io.counterfoil.reference.ReferenceResult.TicketResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the database holds of an organizer, in the reference interpreter's words, read behind the application's back. */
public final class DatabaseResult {
    private static final JsonMapper JSON = new JsonMapper();

    private DatabaseResult() {}

    /** @param owner connections that row-level security does not bind */
    public static ReferenceResult of(DataSource owner, OrganizerCode organizer) {
        JdbcTemplate jdbc = new JdbcTemplate(owner);
        jdbc.setFetchSize(10_000);
        Map<UUID, String> labels = new HashMap<>();
        List<ContactResult> contacts = new ArrayList<>();
        jdbc.query(
                "select * from contact where organizer = ? and merged_into is null",
                rs -> {
                    ContactResult contact = contact(rs);
                    labels.put(rs.getObject("contact_id", UUID.class), contact.label());
                    contacts.add(contact);
                },
                organizer.value());
        Map<String, List<LineResult>> lines = new HashMap<>();
        jdbc.query(
                "select * from distribution where organizer = ? order by ticket_id, position",
                rs -> {
                    lines.computeIfAbsent(rs.getString("ticket_id"), id -> new ArrayList<>())
                            .add(line(rs, labels));
                },
                organizer.value());
        List<TicketResult> tickets = jdbc.query(
                "select * from ticket_ownership where organizer = ?",
                (rs, row) -> new TicketResult(
                        rs.getString("ticket_id"),
                        label(labels, rs.getObject("cultural_contact", UUID.class)),
                        rs.getString("mobile_status"),
                        instant(rs, "mobile_status_at"),
                        ownerKey(rs.getString("wallet_owner")),
                        rs.getString("ticket_holder"),
                        lines.getOrDefault(rs.getString("ticket_id"), List.of())),
                organizer.value());
        return new ReferenceResult(tickets, contacts);
    }

    private static ContactResult contact(ResultSet rs) throws SQLException {
        return new ContactResult(
                ReferenceResult.label(rs.getString("email_key"), rs.getString("first_name"), rs.getString("last_name")),
                rs.getBoolean("temporary"),
                rs.getString("title"),
                rs.getObject("birth_date", LocalDate.class),
                rs.getString("nationality"),
                rs.getString("id_number"),
                rs.getString("mobile_phone"),
                rs.getString("country"),
                rs.getString("language"),
                rs.getBoolean("consent_institution"),
                rs.getBoolean("consent_third_party"));
    }

    private static LineResult line(ResultSet rs, Map<UUID, String> labels) throws SQLException {
        return new LineResult(
                rs.getString("action"),
                rs.getString("status"),
                rs.getString("source"),
                rs.getString("transfer_id"),
                label(labels, rs.getObject("old_contact", UUID.class)),
                label(labels, rs.getObject("new_contact", UUID.class)),
                instant(rs, "initiated_at"),
                instant(rs, "resolved_at"),
                rs.getString("reason"),
                steps(rs.getString("steps")));
    }

    private static List<StepResult> steps(String json) {
        List<StepResult> steps = new ArrayList<>();
        for (JsonNode step : JSON.readTree(json)) {
            JsonNode at = step.get("at");
            steps.add(new StepResult(
                    step.get("status").asString(),
                    at == null || at.isNull() ? null : Instant.parse(at.asString()),
                    step.get("source").asString()));
        }
        return steps;
    }

    private static @Nullable String label(Map<UUID, String> labels, @Nullable UUID contact) {
        return contact == null ? null : labels.getOrDefault(contact, "unknown contact " + contact);
    }

    private static @Nullable String ownerKey(@Nullable String owner) {
        return owner == null
                ? null
                : EmailAddress.parse(owner).map(EmailAddress::key).orElse(owner);
    }

    private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
