package io.counterfoil.api;

import io.counterfoil.accounts.PersonalDataView;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a token gets that may not see personal data: every member, with masks as values. Answers ask here who calls, so that an
 * answer that somebody makes later is masked without his thinking of it.
 */
final class Masking {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Masking() {}

    /** How the caller of this request sees personal data. */
    static PersonalDataView view() {
        return AccessCheck.current().view();
    }

    /** JSON that somebody else wrote: every text of it masked, but for ids. */
    static @Nullable JsonNode told(@Nullable String text) {
        return text == null ? null : told(JSON.readTree(text));
    }

    static JsonNode told(JsonNode node) {
        return view().isMasked() ? masked(node) : node;
    }

    private static JsonNode masked(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode masked = JsonNodeFactory.instance.objectNode();
                for (Map.Entry<String, JsonNode> member : object.properties()) {
                    masked.set(member.getKey(), masked(member.getValue()));
                }
                yield masked;
            }
            case ArrayNode array -> {
                ArrayNode masked = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> masked.add(masked(item)));
                yield masked;
            }
            case StringNode text -> isId(text.stringValue()) ? text : StringNode.valueOf(hidden(text.stringValue()));
            default -> node.isNumber() ? StringNode.valueOf(hidden(node.toString())) : node;
        };
    }

    private static String hidden(String text) {
        return String.valueOf(PersonalDataView.MASKED.other(text));
    }

    private static boolean isId(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException noId) {
            return false;
        }
    }
}
