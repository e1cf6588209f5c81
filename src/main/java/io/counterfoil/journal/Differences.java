package io.counterfoil.journal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a journal's line says of a change: the members that differ, with their values before and after. Who describes a thing
 * leaves out its secrets, and what an erasure would not find in the journal: of these the line says that they changed, or how
 * many they are.
 */
public final class Differences {
    /** What a body calls the values that were. */
    public static final String BEFORE = "before";

    /** What a body calls the values that are. */
    public static final String AFTER = "after";

    private Differences() {}

    /**
     * {@code {"before":{…},"after":{…}}} with the members that differ; a side without any is left out, so that a body is empty
     * when nothing changed. A member that is absent and one that is null are the same.
     *
     * @param former null: there was nothing
     * @param next null: there is nothing any more
     */
    public static ObjectNode between(@Nullable ObjectNode former, @Nullable ObjectNode next) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        side(body, BEFORE, former, next);
        side(body, AFTER, next, former);
        return body;
    }

    /** The line that tells of a change; none when its body is empty, as nothing changed. */
    public static List<Change> line(String entity, String entityId, String action, ObjectNode body) {
        return body.isEmpty() ? List.of() : List.of(new Change(entity, entityId, action, null, body.toString()));
    }

    private static void side(ObjectNode body, String name, @Nullable ObjectNode side, @Nullable ObjectNode other) {
        if (side == null) {
            return;
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : side.properties()) {
            JsonNode value = member.getValue();
            JsonNode against = other == null ? null : other.get(member.getKey());
            if (!isSame(value, against)) {
                values.set(member.getKey(), value);
            }
        }
        if (!values.isEmpty()) {
            body.set(name, values);
        }
    }

    private static boolean isSame(JsonNode value, @Nullable JsonNode other) {
        return (other == null || other.isNull()) ? value.isNull() : value.equals(other);
    }
}
