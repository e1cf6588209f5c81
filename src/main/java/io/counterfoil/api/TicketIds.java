package io.counterfoil.api;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.util.List;

/** Ticket ids in a body. */
final class TicketIds {
    private static final int MOST = 1000;

    private TicketIds() {}

    /** Each once, in the order told; refused where one is none, and where there are none or too many. */
    static List<TicketId> checked(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST) {
            throw Refusal.invalid("ticketIds", texts.size() + " tickets", "1 to " + MOST);
        }
        return texts.stream()
                .map(text -> TicketId.parse(text)
                        .orElseThrow(() -> Refusal.invalid(
                                "ticketIds", text, "ticket ids: 1 to 200 characters, no control characters")))
                .distinct()
                .toList();
    }
}
