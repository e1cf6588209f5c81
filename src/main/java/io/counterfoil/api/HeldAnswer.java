package io.counterfoil.api;

import io.counterfoil.sync.Held;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * An entry that was not applied: quarantined, or skipped.
 *
 * @param entry as it came; a text where it is no JSON
 */
record HeldAnswer(
        String id,
        @Nullable String ticketId,
        String reason,
        String detail,
        JsonNode entry,
        String runId,
        String interfaceCode,
        Held.State state,
        Instant receivedAt,
        @Nullable Instant closedAt,
        @Nullable String closedBy) {

    static HeldAnswer of(Held held, JsonMapper json) {
        return new HeldAnswer(
                held.id().toString(),
                held.ticketId(),
                held.reason(),
                String.valueOf(Masking.view().other(held.detail())),
                Masking.told(entry(held.raw(), json)),
                held.runId().toString(),
                held.interfaceCode(),
                held.state(),
                held.receivedAt(),
                held.closedAt(),
                held.closedBy());
    }

    private static JsonNode entry(byte[] raw, JsonMapper json) {
        try {
            return json.readTree(raw);
        } catch (JacksonException noJson) {
            return StringNode.valueOf(new String(raw, StandardCharsets.UTF_8));
        }
    }
}
