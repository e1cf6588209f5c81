package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.kernel.ContactId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a dry run would have changed, as a table.
 *
 * @param cut where the dry run was cut; empty: it went to the end
 */
record DryRunReport(
        int contactsCreated, int ticketsChanged, String cut, List<Row> rows, Map<String, String> quarantined) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** A line that would be written, or a ticket whose details alone would change (no status). */
    record Row(String ticketId, String action, String status, String source, Someone from, Someone to) {}

    /** A person: a known contact, or in words one that would be made. */
    record Someone(@Nullable Person known, String words) {}

    /** The contacts that the report names. */
    static Set<ContactId> named(JsonNode report) {
        Set<ContactId> named = new LinkedHashSet<>();
        for (JsonNode ticket : report.path("tickets")) {
            for (JsonNode line : ticket.path("distributions")) {
                add(named, line.path("oldContact"));
                add(named, line.path("newContact"));
            }
        }
        return named;
    }

    private static void add(Set<ContactId> named, JsonNode person) {
        if (person.isString() && ID.matcher(person.asString()).matches()) {
            named.add(new ContactId(UUID.fromString(person.asString())));
        }
    }

    static DryRunReport of(JsonNode report, People people) {
        Function<JsonNode, Someone> someone = person -> {
            String text = person.isString() ? person.asString() : "";
            return ID.matcher(text).matches()
                    ? new Someone(people.of(new ContactId(UUID.fromString(text))), "")
                    : new Someone(null, text.isEmpty() ? "–" : people.fmt().word("dry", text.replace(' ', '-')));
        };
        List<Row> rows = new ArrayList<>();
        for (JsonNode ticket : report.path("tickets")) {
            String id = ticket.path("ticketId").asString("");
            if (ticket.path("distributions").isEmpty()) {
                rows.add(new Row(id, "", "", "", new Someone(null, "–"), new Someone(null, "–")));
            }
            for (JsonNode line : ticket.path("distributions")) {
                rows.add(new Row(
                        id,
                        line.path("action").asString(""),
                        line.path("status").asString(""),
                        line.path("source").asString(""),
                        someone.apply(line.path("oldContact")),
                        someone.apply(line.path("newContact"))));
            }
        }
        Map<String, String> quarantined = new LinkedHashMap<>();
        report.path("quarantinedEntries")
                .properties()
                .forEach(entry ->
                        quarantined.put(entry.getKey(), entry.getValue().asString("")));
        return new DryRunReport(
                report.path("contactsCreated").asInt(0),
                report.path("ticketsChanged").asInt(0),
                report.path("cut").asString(""),
                List.copyOf(rows),
                quarantined);
    }
}
