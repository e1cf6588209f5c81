package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LifecycleStatus;
import io.counterfoil.tickets.TicketSearch;
import io.counterfoil.tickets.TicketState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Tickets: the list with its search box, and one of them with how it got to whoever has it. A ticket's id is a parameter and
 * no part of a path: it may hold any character.
 */
@Controller
@RequestMapping("/o/{organizer}")
class TicketPages {
    private static final int ROWS = 50;
    private static final int EVENTS = 100;
    private static final int CASES = 20;

    private static final List<TicketState> STATES = List.of(TicketState.values());
    private static final List<LifecycleStatus> STATUSES = Arrays.stream(LifecycleStatus.values())
            .filter(status -> status != LifecycleStatus.UNKNOWN)
            .toList();

    private final TicketSearch search;
    private final TicketStory story;
    private final TicketExport export;
    private final CaseLists cases;

    TicketPages(TicketSearch search, TicketStory story, TicketExport export, CaseLists cases) {
        this.search = search;
        this.story = story;
        this.export = export;
        this.cases = cases;
    }

    @GetMapping("/tickets")
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute TicketQuestion question,
            SignedIn user,
            @RequestAttribute Formats fmt,
            HttpServletRequest request,
            Model model) {
        String path = "/o/" + organizer;
        TicketSearch.Found found = search.find(organizer, question.asked(), question.after(), ROWS);
        People people = new People(user.viewIn(organizer), fmt, found.people());
        model.addAttribute(
                "list",
                new TicketList(
                        question,
                        rows(found, people, request.getContextPath() + path),
                        TicketList.events(
                                search.events(organizer, question.asked().eventId(), EVENTS), question.event()),
                        TicketList.choices(STATES, "ticket.state", question.state(), fmt),
                        TicketList.choices(STATUSES, "mobile", question.mobile(), fmt),
                        found.next() == null ? null : question.path(path + "/tickets", found.next()),
                        question.path(path + "/tickets.csv", null),
                        user.may(organizer, Permission.MOVE_TICKETS) ? many(question, path) : null,
                        found.cut(),
                        found.lookedAt(),
                        question.isFiltered()));
        return "backoffice/tickets";
    }

    private static String many(TicketQuestion question, String path) {
        return question.path(path + "/bulk", null) + (question.isFiltered() ? "&all=true" : "?all=true");
    }

    private static List<TicketList.Row> rows(TicketSearch.Found found, People people, String base) {
        return found.tickets().stream()
                .map(ticket -> TicketList.row(
                        ticket,
                        people.of(ticket.culturalContact()),
                        ticket.eventId() == null
                                ? null
                                : found.eventNames().getOrDefault(ticket.eventId(), ticket.eventId()),
                        base,
                        people.fmt()))
                .toList();
    }

    /** All tickets that fit the list's question. */
    @GetMapping("/tickets.csv")
    @PageNeeds(Permission.READ)
    ResponseEntity<StreamingResponseBody> export(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute TicketQuestion question,
            SignedIn user,
            @RequestAttribute Formats fmt) {
        return export.of(
                new TicketExport.Reader(organizer, user.viewIn(organizer), fmt),
                pages -> search.each(organizer, question.asked(), pages));
    }

    @GetMapping("/ticket")
    @PageNeeds(Permission.READ)
    String ticket(
            @PathVariable OrganizerCode organizer,
            @RequestParam String id,
            @ModelAttribute HeldAt.Moment moment,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        show(organizer, story.of(organizer, ticketId(id), user, fmt), model);
        model.addAttribute("held", story.held(organizer, ticketId(id), moment, user, fmt));
        return "backoffice/ticket";
    }

    /** Who held it at a time: within the page, or the whole page where there is no script. */
    @GetMapping("/ticket/holder")
    @PageNeeds(Permission.READ)
    String holder(
            @PathVariable OrganizerCode organizer,
            @RequestParam String id,
            @ModelAttribute HeldAt.Moment moment,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String within,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("held", story.held(organizer, ticketId(id), moment, user, fmt));
        if (within == null) {
            show(organizer, story.of(organizer, ticketId(id), user, fmt), model);
            return "backoffice/ticket";
        }
        return "backoffice/ticket-parts :: held";
    }

    private void show(OrganizerCode organizer, TicketView page, Model model) {
        model.addAttribute("page", page);
        model.addAttribute("cases", cases.ofTicket(organizer, page.ticket().ticketId(), CASES));
        model.addAttribute("eventNames", search.eventNames(organizer, List.of(page.ticket())));
    }

    static TicketId ticketId(String text) {
        return TicketId.parse(text).orElseThrow(() -> Refusal.notFound("ticket", text));
    }
}
