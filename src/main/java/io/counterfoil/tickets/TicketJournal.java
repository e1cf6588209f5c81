package io.counterfoil.tickets;

import io.counterfoil.journal.Change;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.TicketLedgers.LineChanges;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the journal, and so the change feed, says of a ticket: its state now, and the lines that came, moved or were
 * withdrawn. People by id only: their data is read where it is kept, so that an erasure need not look here.
 */
final class TicketJournal {
    private static final JsonMapper JSON = new JsonMapper();

    private TicketJournal() {}

    static Change changed(
            TicketId ticket, OwnershipRow before, OwnershipRow now, LineChanges lines, @Nullable UUID runId) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("mobileStatus", now.mobileStatus());
        body.put("mobileStatusAt", Objects.toString(now.mobileStatusAt(), null));
        body.put("culturalContact", text(now));
        if (!Objects.equals(before.culturalContact(), now.culturalContact())) {
            body.put("formerCulturalContact", text(before));
        }
        if (!lines.written().isEmpty()) {
            body.put(
                    "distributions",
                    lines.written().stream().map(placed -> line(placed.line())).toList());
        }
        if (!lines.withdrawn().isEmpty()) {
            List<String> ids =
                    lines.withdrawn().stream().map(line -> line.id().toString()).toList();
            body.put("withdrawnDistributions", ids);
        }
        return new Change("ticket", ticket.value(), "changed", runId, JSON.writeValueAsString(body));
    }

    private static Map<String, @Nullable Object> line(Distribution line) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", line.id().toString());
        body.put("action", line.action().name());
        body.put("status", line.status().name());
        body.put("source", line.source().name());
        body.put(
                "oldContact",
                line.oldContact() == null ? null : line.oldContact().toString());
        body.put("newContact", line.newContact().toString());
        return body;
    }

    private static @Nullable String text(OwnershipRow row) {
        return row.culturalContact() == null ? null : row.culturalContact().toString();
    }
}
