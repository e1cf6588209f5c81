package io.counterfoil.push;

import io.counterfoil.runs.RunCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a simulation would have done: every ticket with its verdict, up to a limit; the totals are always whole. */
final class PushReport {
    private static final int MOST_TICKETS = 10_000;

    private final ObjectNode report = JsonNodeFactory.instance.objectNode();
    private final ArrayNode tickets = JsonNodeFactory.instance.arrayNode();
    private int wouldSend;
    private int skipped;
    private int notSent;

    void add(PushPage page) {
        page.sent().forEach(ticket -> add(ticket.ticket().value(), "WOULD_SEND", null));
        page.settled()
                .forEach(pushed -> add(pushed.ticket().value(), pushed.outcome().name(), pushed.reason()));
        wouldSend += page.sent().size();
        skipped += count(page.settled(), Pushed.Outcome.SKIPPED);
        notSent += count(page.settled(), Pushed.Outcome.NOT_SENT);
    }

    /** What would be sent counts as applied. */
    RunCounts counts() {
        return new RunCounts(wouldSend + skipped + notSent, wouldSend, 0, skipped, notSent);
    }

    /** JSON. */
    @Override
    public String toString() {
        report.put("wouldSend", wouldSend)
                .put("skipped", skipped)
                .put("notSent", notSent)
                .put("complete", wouldSend + skipped + notSent == tickets.size());
        report.set("tickets", tickets);
        return report.toString();
    }

    private void add(String ticket, String verdict, @Nullable String reason) {
        if (tickets.size() < MOST_TICKETS) {
            tickets.addObject().put("ticketId", ticket).put("verdict", verdict).put("reason", reason);
        }
    }

    private static int count(List<Pushed> settled, Pushed.Outcome outcome) {
        return (int) settled.stream().filter(one -> one.outcome() == outcome).count();
    }
}
