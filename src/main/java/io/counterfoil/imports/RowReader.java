package io.counterfoil.imports;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.Organization;
import io.counterfoil.tickets.ImportedTicket;
import io.counterfoil.tickets.TicketState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line of an import. Whatever is wrong with it is a {@link Refusal} with value and expectation. */
final class RowReader {
    private static final int LONGEST = 200;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private RowReader() {}

    static ImportRow read(long number, byte[] line) {
        JsonNode row = object("line", parse(line));
        return new ImportRow(number, ticket(row), contact(row.get("culturalContact")));
    }

    private static JsonNode parse(byte[] line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException notJson) {
            // Jackson's own words may quote the line, which may hold personal data
            throw Refusal.invalid(
                    "line",
                    "broken JSON near byte " + notJson.getLocation().getByteOffset(),
                    "one JSON object in UTF-8, each name once");
        }
    }

    private static ImportedTicket ticket(JsonNode row) {
        String organization = text(row, "organization", "organization");
        String state = text(row, "state", "state");
        return new ImportedTicket(
                new TicketId(required("ticketId", row.get("ticketId"))),
                Organization.checkedCode(organization),
                text(row, "taxNumber", "taxNumber"),
                event(row.get("event")),
                text(row, "seat", "seat"),
                text(row, "barcode", "barcode"),
                state == null
                        ? null
                        : TicketState.parse(state)
                                .orElseThrow(() -> Refusal.invalid("state", state, "one of " + TicketState.words())));
    }

    private static ImportedTicket.@Nullable Event event(@Nullable JsonNode event) {
        if (isNothing(event)) {
            return null;
        }
        JsonNode members = object("event", event);
        String id = text(members, "eventId", "event.eventId");
        if (id == null || id.isBlank()) {
            throw Refusal.invalid("event.eventId", id, "1 to " + LONGEST + " characters");
        }
        return new ImportedTicket.Event(
                id,
                text(members, "name", "event.name"),
                time("event.startsAt", text(members, "startsAt", "event.startsAt")),
                text(members, "venue", "event.venue"));
    }

    private static @Nullable ContactDetails contact(@Nullable JsonNode contact) {
        if (isNothing(contact)) {
            return null;
        }
        JsonNode members = object("culturalContact", contact);
        ContactDetails details = ContactDetails.clean(new RawDetails(
                string("culturalContact.email", members.get("email")),
                null,
                string("culturalContact.firstName", members.get("firstName")),
                string("culturalContact.lastName", members.get("lastName")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        if (!details.warnings().isEmpty()) {
            throw Refusal.of(
                    ErrorKind.USER,
                    "invalid-input",
                    "culturalContact." + details.warnings().getFirst());
        }
        if (details.address() == null) {
            throw Refusal.invalid("culturalContact.email", null, "an address; it is what a contact is found by");
        }
        return details;
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // told below
        }
        throw Refusal.invalid(field, text, "a time as 2026-06-14T20:00:00+02:00, from the year 1970 on");
    }

    /** A text member, or null; blank counts as nothing. */
    private static @Nullable String text(JsonNode members, String name, String field) {
        String text = string(field, members.get(name));
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > LONGEST || text.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid(
                    field, text, "at most " + LONGEST + " characters, no control or bidirectional characters");
        }
        return text.strip();
    }

    private static String required(String field, @Nullable JsonNode node) {
        String text = string(field, node);
        if (text == null) {
            throw Refusal.invalid(field, null, "a text");
        }
        return text;
    }

    private static @Nullable String string(String field, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (!node.isString()) {
            throw Refusal.invalid(field, node, "a text");
        }
        return node.stringValue();
    }

    private static JsonNode object(String field, @Nullable JsonNode node) {
        if (node == null || !node.isObject()) {
            throw Refusal.invalid(field, node, "a JSON object");
        }
        return node;
    }

    private static boolean isNothing(@Nullable JsonNode node) {
        return node == null || node.isNull();
    }
}
