package io.counterfoil.tickets;

import io.counterfoil.journal.Change;
import io.counterfoil.kernel.TicketId;
import java.io.StringWriter;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the journal, and so the change feed, says of a ticket: its state now, what of it was before where that differs, and the lines
 * that came, moved or were withdrawn. People by id only: their data is read where it is kept, so that an erasure need not look here.
 */
final class TicketJournal {
    private static final JsonFactory JSON = new JsonFactory();

    private TicketJournal() {}

    static Change changed(
            TicketId ticket, OwnershipRow before, OwnershipRow now, LineChanges lines, @Nullable UUID runId) {
        StringWriter body = new StringWriter(300);
        // streamed: a page of a thousand entries writes nearly as many of these
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body)) {
            json.writeStartObject();
            json.writeStringProperty("mobileStatus", now.mobileStatus());
            if (!Objects.equals(before.mobileStatus(), now.mobileStatus())) {
                json.writeStringProperty("formerMobileStatus", before.mobileStatus());
            }
            json.writeStringProperty("mobileStatusAt", text(now.mobileStatusAt()));
            json.writeStringProperty("culturalContact", text(now.culturalContact()));
            if (!Objects.equals(before.culturalContact(), now.culturalContact())) {
                json.writeStringProperty("formerCulturalContact", text(before.culturalContact()));
            }
            if (!lines.written().isEmpty()) {
                json.writeArrayPropertyStart("distributions");
                lines.written().forEach(placed -> write(json, placed.line()));
                json.writeEndArray();
            }
            if (!lines.withdrawn().isEmpty()) {
                json.writeArrayPropertyStart("withdrawnDistributions");
                lines.withdrawn().forEach(line -> json.writeString(line.id().toString()));
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return new Change("ticket", ticket.value(), "changed", runId, body.toString());
    }

    private static void write(JsonGenerator json, Distribution line) {
        json.writeStartObject();
        json.writeStringProperty("id", line.id().toString());
        json.writeStringProperty("action", line.action().name());
        json.writeStringProperty("status", line.status().name());
        json.writeStringProperty("source", line.source().name());
        json.writeStringProperty("oldContact", text(line.oldContact()));
        json.writeStringProperty("newContact", line.newContact().toString());
        json.writeEndObject();
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
