package io.counterfoil.api;

import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.PersonsCase;
import io.counterfoil.tickets.Distribution;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything that is known of a person.
 *
 * @param addresses also former ones and those of contacts that were merged into this one
 * @param mergedContacts ids of contacts that were merged into this one
 * @param tickets that he holds
 * @param distributions lines of tickets that went from him or to him
 * @param journal what happened to the contact, oldest first
 * @param cases his cases, and those in which he wrote
 */
record PersonalDataAnswer(
        ContactAnswer contact,
        List<String> addresses,
        List<String> mergedContacts,
        List<String> tickets,
        List<Line> distributions,
        List<Event> journal,
        List<Case> cases) {

    /** A line; the other side by id only. */
    record Line(
            String ticketId,
            String id,
            Distribution.Action action,
            Distribution.Status status,
            @Nullable String oldContactId,
            String newContactId,
            Distribution.Source source,
            @Nullable Instant initiatedAt,
            @Nullable Instant resolvedAt,
            Instant recordedAt) {}

    /** @param subject of his own case; empty: he wrote into somebody else's */
    record Case(long number, String subject, CaseState state, Instant openedAt, List<PersonsCase.Written> written) {
        static Case of(PersonsCase kept) {
            return new Case(kept.number().value(), kept.subject(), kept.state(), kept.openedAt(), kept.written());
        }
    }

    record Event(
            Instant at,
            String actor,
            String action,
            @Nullable JsonNode body) {}
}
