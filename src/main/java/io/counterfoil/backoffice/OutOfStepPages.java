package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.TicketSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Tickets whose wallet owner is not their cultural contact: what came for them while distribution was switched off is applied
 * to one, to some, or to all of them (distribution rule 8).
 */
@Controller
@RequestMapping("/o/{organizer}/out-of-step")
class OutOfStepPages {
    private static final int ROWS = 50;
    private static final int AT_ONCE = 200;
    /** Tickets of one click on "all": some seconds of work. */
    private static final int MOST_A_CLICK = 1000;

    private static final TicketSearch.Asked OUT_OF_STEP = new TicketSearch.Asked(null, null, null, null, true, false);

    private final TicketSearch search;
    private final BackOfficeChanges changes;

    OutOfStepPages(TicketSearch search, BackOfficeChanges changes) {
        this.search = search;
        this.changes = changes;
    }

    /** A ticket, who has it here and who in the wallet. */
    record Row(Ticket ticket, Person holder, String walletOwner) {}

    @GetMapping
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        TicketSearch.Found found = search.find(organizer, OUT_OF_STEP, TicketIdText.usable(after), ROWS);
        People people = new People(user.viewIn(organizer), fmt, found.people());
        model.addAttribute(
                "rows",
                found.tickets().stream()
                        .map(ticket -> new Row(
                                ticket, people.of(ticket.culturalContact()), people.address(ticket.walletOwner())))
                        .toList());
        model.addAttribute("after", after);
        model.addAttribute("next", found.next() == null ? null : TicketIdText.path(base(organizer), found.next()));
        return "backoffice/out-of-step";
    }

    /** Applies what came for the tickets named {@code ticket}. */
    @PostMapping("/apply")
    @PageNeeds(Permission.REPLAY)
    String apply(
            @PathVariable OrganizerCode organizer,
            @RequestParam MultiValueMap<String, String> form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        List<TicketId> chosen = TicketIdText.chosen(form);
        tell(changes.follow(organizer, chosen, user.actor()), chosen.size(), fmt, after);
        return "redirect:" + base(organizer);
    }

    /** @param from after which ticket; null: from the first */
    @PostMapping("/apply-all")
    @PageNeeds(Permission.REPLAY)
    String applyAll(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String from,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        String last = TicketIdText.usable(from);
        int looked = 0;
        int followed = 0;
        do {
            TicketSearch.Found some = search.find(organizer, OUT_OF_STEP, last, AT_ONCE);
            followed += changes.follow(
                    organizer, some.tickets().stream().map(Ticket::ticketId).toList(), user.actor());
            looked += some.tickets().size();
            last = some.next();
        } while (last != null && looked < MOST_A_CLICK);
        tell(followed, looked, fmt, after);
        // what could not be applied stays in the list, and is not tried over and over
        return "redirect:" + (last == null ? base(organizer) : TicketIdText.path(base(organizer), last));
    }

    private static void tell(int followed, int of, Formats fmt, RedirectAttributes after) {
        after.addFlashAttribute(
                followed == of ? "done" : "problem",
                followed == of
                        ? fmt.text("out-of-step.applied", followed)
                        : fmt.text("out-of-step.partly", followed, of));
    }

    private static String base(OrganizerCode organizer) {
        return "/o/" + organizer + "/out-of-step";
    }
}
