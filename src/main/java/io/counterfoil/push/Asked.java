package io.counterfoil.push;

import io.counterfoil.kernel.TicketId;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of a wallet for one ticket. */
record Asked(TicketId ticket, ObjectNode body) {
    /** Begins with the ticket's id; the caller adds the rest to the body. */
    static Asked about(TicketId ticket) {
        return new Asked(ticket, JsonNodeFactory.instance.objectNode().put("ticketId", ticket.value()));
    }
}
