package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.EventFigures;
import io.counterfoil.tickets.Ticket;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Events: what happened to their tickets, and exports for a spreadsheet. An event's id is a parameter, as a ticket's is. */
@Controller
@RequestMapping("/o/{organizer}")
class EventPages {
    private static final int ROWS = 50;

    private final OrganizerTransactions transactions;
    private final EventFigures figures;
    private final EventFacts facts;
    private final Contacts contacts;

    EventPages(OrganizerTransactions transactions, EventFigures figures, EventFacts facts, Contacts contacts) {
        this.transactions = transactions;
        this.figures = figures;
        this.facts = facts;
        this.contacts = contacts;
    }

    @GetMapping("/events")
    @PageNeeds(Permission.READ)
    String list(@PathVariable OrganizerCode organizer, @RequestParam(defaultValue = "0") int from, Model model) {
        int first = Math.clamp(from, 0, 100_000);
        List<EventFigures.Event> found = figures.list(organizer, first, ROWS + 1);
        model.addAttribute("events", found.size() > ROWS ? found.subList(0, ROWS) : found);
        model.addAttribute("next", found.size() > ROWS ? "/o/" + organizer + "/events?from=" + (first + ROWS) : null);
        return "backoffice/events";
    }

    @GetMapping("/event")
    @PageNeeds(Permission.READ)
    String event(
            @PathVariable OrganizerCode organizer,
            @RequestParam String id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("view", facts.of(organizer, id, user, fmt));
        return "backoffice/event";
    }

    /** All tickets of the event and who has them, masked for viewers. */
    @GetMapping("/event/tickets.csv")
    @PageNeeds(Permission.READ)
    ResponseEntity<StreamingResponseBody> export(
            @PathVariable OrganizerCode organizer,
            @RequestParam String id,
            SignedIn user,
            @RequestAttribute Formats fmt) {
        EventFigures.Event event = figures.require(organizer, id);
        PersonalDataView view = user.viewIn(organizer);
        StreamingResponseBody body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            // spreadsheets take a file without this mark for an older encoding
            writer.write('\ufeff');
            writer.write(CsvCell.row(
                    "ticketId",
                    "taxNumber",
                    "event",
                    "seat",
                    "state",
                    "mobileStatus",
                    "mobileStatusAt",
                    "contact",
                    "email",
                    "walletOwner",
                    "outOfStep"));
            figures.each(organizer, event.eventId(), tickets -> write(writer, organizer, tickets, view, fmt));
            writer.flush();
        };
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"tickets.csv\"")
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(body);
    }

    private void write(
            Writer writer, OrganizerCode organizer, List<Ticket> tickets, PersonalDataView view, Formats fmt) {
        Map<ContactId, Contact> known = transactions.read(
                organizer,
                () -> contacts.findAll(
                        organizer,
                        tickets.stream()
                                .map(Ticket::culturalContact)
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())));
        People people = new People(view, fmt, known);
        try {
            for (Ticket ticket : tickets) {
                Contact contact = ticket.culturalContact() == null ? null : known.get(ticket.culturalContact());
                Person person = people.of(ticket.culturalContact());
                // the placeholder of a temporary contact leaves the system nowhere, and orphaned ones are left out
                boolean named = contact != null && !contact.temporary() && contact.erasedAt() == null;
                boolean orphaned = contact != null && contact.orphanedAt() != null;
                writer.write(CsvCell.row(
                        ticket.ticketId().value(),
                        ticket.taxNumber(),
                        ticket.eventId(),
                        ticket.seat(),
                        ticket.state(),
                        ticket.mobileStatus(),
                        ticket.mobileStatusAt(),
                        named ? person.name() : "",
                        orphaned ? "" : person.email(),
                        people.address(ticket.walletOwner()),
                        ticket.outOfStep()));
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
