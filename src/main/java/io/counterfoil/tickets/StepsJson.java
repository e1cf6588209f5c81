package io.counterfoil.tickets;

import io.counterfoil.tickets.Distribution.Source;
import io.counterfoil.tickets.Distribution.Status;
import io.counterfoil.tickets.Distribution.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The steps of a line as they are stored: a JSON array. */
final class StepsJson {
    private static final JsonMapper JSON = new JsonMapper();

    private StepsJson() {}

    static String write(List<Step> steps) {
        return JSON.writeValueAsString(steps.stream()
                .map(step -> new Stored(
                        step.status(),
                        text(step.at()),
                        step.recordedAt().toString(),
                        step.source(),
                        step.actor(),
                        step.runId()))
                .toList());
    }

    static List<Step> read(String json) {
        return Arrays.stream(JSON.readValue(json, Stored[].class))
                .map(stored -> new Step(
                        stored.status(),
                        stored.at() == null ? null : Instant.parse(stored.at()),
                        Instant.parse(stored.recordedAt()),
                        stored.source(),
                        stored.actor(),
                        stored.runId()))
                .toList();
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private record Stored(
            Status status,
            @Nullable String at,
            String recordedAt,
            Source source,
            @Nullable String actor,
            @Nullable UUID runId) {}
}
