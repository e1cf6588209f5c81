package io.counterfoil.helpdesk;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.mail.OutgoingFile;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What everyone works with who changes cases. Within the organizer's writing transaction. */
record CaseTools(
        CaseStore store,
        CaseQueries queries,
        Suppliers suppliers,
        Tickets tickets,
        Journal journal,
        Ids ids,
        Clock clock) {
    private static final int LONGEST_LINE = 500;

    Instant now() {
        // PostgreSQL keeps microseconds
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The case that has the number, or had it; refused when there is none. */
    SupportCase require(OrganizerCode organizer, CaseNumber number) {
        return queries.find(organizer, number).orElseThrow(() -> Refusal.notFound("case", number.value()));
    }

    boolean hasSupplier(OrganizerCode organizer, String code) {
        return suppliers.find(organizer, code).isPresent();
    }

    /** Those of the tickets that the organizer has; refused where one is not. */
    Set<TicketId> existing(OrganizerCode organizer, Set<TicketId> wanted) {
        if (wanted.isEmpty()) {
            return wanted;
        }
        Map<String, Set<TicketId>> named =
                tickets.named(organizer, wanted.stream().map(TicketId::value).collect(Collectors.toSet()));
        Set<TicketId> found = new TreeSet<>();
        for (TicketId ticket : wanted) {
            found.addAll(named.getOrDefault(ticket.value(), Set.of()));
            if (!named.containsKey(ticket.value())) {
                throw Refusal.invalid("tickets", ticket, "ids of tickets of the organizer");
            }
        }
        return found;
    }

    CaseEntry entry(CaseAction action, Actor actor, String text, boolean isPublic) {
        return new CaseEntry(
                ids.next(),
                now(),
                SenderKind.AGENT,
                actor.name(),
                actor.login(),
                null,
                actor.login(),
                action,
                CaseText.bounded(text.replace("\0", "").replace("\r\n", "\n")),
                isPublic,
                null,
                null,
                List.of());
    }

    void add(OrganizerCode organizer, CaseNumber number, CaseEntry entry) {
        store.addEntry(organizer, number, entry);
    }

    void add(OrganizerCode organizer, CaseNumber number, CaseEntry entry, List<OutgoingFile> files) {
        store.addEntry(organizer, number, entry, SearchedText.of(files));
    }

    /** An entry by the system, about what somebody did. */
    void note(OrganizerCode organizer, CaseNumber number, CaseAction action, Actor actor, String text) {
        store.addEntry(
                organizer,
                number,
                new CaseEntry(
                        ids.next(),
                        now(),
                        SenderKind.SYSTEM,
                        actor.name(),
                        actor.login(),
                        null,
                        actor.login(),
                        action,
                        text,
                        false,
                        null,
                        null,
                        List.of()));
    }

    Change change(CaseNumber number, String action, Map<String, ?> told) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        told.forEach((member, value) -> body.put(member, String.valueOf(value)));
        return change(number, action, body);
    }

    Change change(CaseNumber number, String action, ObjectNode body) {
        return new Change("case", Long.toString(number.value()), action, null, body.toString());
    }

    void journal(OrganizerCode organizer, Actor actor, Collection<Change> changes) {
        journal.append(organizer, actor.journalName(), List.copyOf(changes));
    }

    /** One line that somebody typed. */
    static String line(String field, @Nullable String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.isEmpty()
                || stripped.length() > LONGEST_LINE
                || stripped.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid(field, text, "1 to 500 characters, no control characters");
        }
        return stripped;
    }
}
