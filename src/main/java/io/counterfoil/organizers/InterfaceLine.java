package io.counterfoil.organizers;

import io.counterfoil.journal.Differences;
import io.counterfoil.kernel.Told;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the journal tells of a saved interface: what differs, and of the secrets only that they were set. */
final class InterfaceLine {
    private InterfaceLine() {}

    /** Empty when nothing changed. */
    static ObjectNode of(@Nullable Interface former, Interface next, InterfaceChange change) {
        ObjectNode body = Differences.between(former == null ? null : described(former), described(next));
        set(body, "apiKeyChanged", change.apiKey());
        set(body, "wakeSecretChanged", change.wakeSecret());
        return body;
    }

    private static void set(ObjectNode body, String member, Told<String> secret) {
        if (!(secret instanceof Told.Nothing)) {
            body.put(member, true);
        }
    }

    private static ObjectNode described(Interface each) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("organization", each.organization())
                .put("url", each.url())
                .put("batchSize", each.batchSize())
                .put("customParameters", each.customParameters().text())
                .put("skipTickets", each.skipList().text());
        for (FunctionState state : each.functions()) {
            String function = state.function().code();
            body.put("schedule." + function, text(state.schedule()))
                    .put("pausedAt." + function, text(state.pausedAt()))
                    .put("pauseReason." + function, state.pauseReason());
        }
        return body;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
