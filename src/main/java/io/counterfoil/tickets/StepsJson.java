package io.counterfoil.tickets;

import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The steps of a line as they are stored: a JSON array. Streamed, since each page writes and reads some hundreds of them. */
final class StepsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private StepsJson() {}

    static String write(List<Step> steps) {
        StringWriter text = new StringWriter(160 * steps.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Step step : steps) {
                json.writeStartObject();
                json.writeStringProperty("status", step.status().name());
                json.writeStringProperty("at", text(step.at()));
                json.writeStringProperty("recordedAt", step.recordedAt().toString());
                json.writeStringProperty("source", step.source().name());
                json.writeStringProperty("actor", step.actor());
                json.writeStringProperty("runId", text(step.runId()));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    static List<Step> read(String stored) {
        List<Step> steps = new ArrayList<>(2);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stored)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                steps.add(step(json));
            }
        }
        return List.copyOf(steps);
    }

    private static Step step(JsonParser json) {
        String status = "";
        String at = null;
        String recordedAt = "";
        String source = "";
        String actor = null;
        String runId = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            String value = json.nextToken() == JsonToken.VALUE_NULL ? null : json.getString();
            switch (name) {
                case "status" -> status = String.valueOf(value);
                case "at" -> at = value;
                case "recordedAt" -> recordedAt = String.valueOf(value);
                case "source" -> source = String.valueOf(value);
                case "actor" -> actor = value;
                case "runId" -> runId = value;
                default -> throw new IllegalStateException("a step's " + name + " (expected: a known member)");
            }
        }
        return new Step(
                Status.valueOf(status),
                at == null ? null : Instant.parse(at),
                Instant.parse(recordedAt),
                Source.valueOf(source),
                actor,
                runId == null ? null : UUID.fromString(runId));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
