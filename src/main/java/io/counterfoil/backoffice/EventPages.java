package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.EventFigures;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** Events: what happened to their tickets, and exports for a spreadsheet. An event's id is a parameter, as a ticket's is. */
@Controller
@RequestMapping("/o/{organizer}")
class EventPages {
    private static final int ROWS = 50;

    private final EventFigures figures;
    private final EventFacts facts;
    private final TicketExport export;

    EventPages(EventFigures figures, EventFacts facts, TicketExport export) {
        this.figures = figures;
        this.facts = facts;
        this.export = export;
    }

    @GetMapping("/events")
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        List<EventFigures.Event> found = figures.list(organizer, after, ROWS + 1);
        List<EventFigures.Event> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
        model.addAttribute("events", shown);
        model.addAttribute(
                "next",
                found.size() > ROWS
                        ? UriComponentsBuilder.fromPath("/o/" + organizer + "/events")
                                .queryParam("after", "{after}")
                                .encode()
                                .buildAndExpand(shown.getLast().eventId())
                                .toUriString()
                        : null);
        return "backoffice/events";
    }

    /** @param day whose transfers are shown by the hour; absent: the last one with any */
    @GetMapping("/event")
    @PageNeeds(Permission.READ)
    String event(
            @PathVariable OrganizerCode organizer,
            @RequestParam String id,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate day,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        return switch (facts.of(organizer, id, day, user, fmt)) {
            case EventFacts.View view -> {
                model.addAttribute("view", view);
                yield "backoffice/event";
            }
            case EventFacts.BeingRead(EventFigures.Event event) -> {
                model.addAttribute("event", event);
                yield "backoffice/event-being-read";
            }
        };
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
        return export.of(
                new TicketExport.Reader(organizer, user.viewIn(organizer), fmt),
                pages -> figures.each(organizer, event.eventId(), pages));
    }
}
