package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.Distributing;
import io.counterfoil.push.OpenTransfers;
import io.counterfoil.push.Undoing;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.Distribution;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What an agent does with one ticket. Each leads back to the ticket's page and says there what came of it. */
@Controller
@RequestMapping("/o/{organizer}/ticket")
class TicketActions {
    private final Distributing distributing;
    private final OpenTransfers transfers;
    private final Undoing undoing;
    private final Recipients recipients;
    private final BackOfficeChanges changes;

    TicketActions(
            Distributing distributing,
            OpenTransfers transfers,
            Undoing undoing,
            Recipients recipients,
            BackOfficeChanges changes) {
        this.distributing = distributing;
        this.transfers = transfers;
        this.undoing = undoing;
        this.recipients = recipients;
        this.changes = changes;
    }

    /** @param cancelOpen whether an open transfer is cancelled with it */
    record Form(
            String id,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String reason,
            @Nullable Boolean cancelOpen) {
        TicketId ticket() {
            return TicketPages.ticketId(id);
        }

        String why() {
            return reason == null ? "" : reason.strip();
        }

        boolean cancels() {
            return Boolean.TRUE.equals(cancelOpen);
        }

        Distributing.Request request(SignedIn user) {
            return new Distributing.Request(ticket(), user.actor(), why(), cancels());
        }

        OpenTransfers.Request about(SignedIn user) {
            return new OpenTransfers.Request(ticket(), user.actor(), why());
        }
    }

    @PostMapping("/distribute")
    @PageNeeds(Permission.MOVE_TICKET)
    String distribute(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        String email = form.email() == null ? "" : form.email();
        ContactId to = recipients.of(organizer, email, form.firstName(), form.lastName(), user.actor());
        return told(organizer, form, distributing.distribute(organizer, form.request(user), to), fmt, after);
    }

    @PostMapping("/take-back")
    @PageNeeds(Permission.MOVE_TICKET)
    String takeBack(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        return told(organizer, form, distributing.takeBack(organizer, form.request(user)), fmt, after);
    }

    @PostMapping("/undo")
    @PageNeeds(Permission.MOVE_TICKET)
    String undo(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        undoing.ask(organizer, form.ticket(), form.why(), user.actor());
        after.addFlashAttribute("done", fmt.text("undo.asked"));
        return back(organizer, form, after);
    }

    @PostMapping("/undo/approve")
    @PageNeeds(Permission.MOVE_TICKET)
    String approve(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Distributing.Done done = undoing.approve(organizer, form.ticket(), form.cancels(), user.actor());
        return told(organizer, form, done, fmt, after);
    }

    @PostMapping("/undo/refuse")
    @PageNeeds(Permission.MOVE_TICKET)
    String refuse(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        undoing.refuse(organizer, form.ticket(), user.actor());
        after.addFlashAttribute("done", fmt.text("undo.refused"));
        return back(organizer, form, after);
    }

    /** Follows what the wallet told while distribution was switched off. */
    @PostMapping("/follow")
    @PageNeeds(Permission.REPLAY)
    String follow(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        int followed = changes.follow(organizer, List.of(form.ticket()), user.actor());
        after.addFlashAttribute(
                followed > 0 ? "done" : "problem", fmt.text(followed > 0 ? "follow.done" : "follow.nothing"));
        return back(organizer, form, after);
    }

    /** Cancel, resend or correct the transfer that is open in the wallet. */
    @PostMapping("/transfer")
    @PageNeeds(Permission.MOVE_TICKET)
    String transfer(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Form form,
            @RequestParam TransferAction action,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        OpenTransfers.Answered answer = switch (action) {
            case RESEND -> transfers.resend(organizer, form.about(user));
            case CANCEL -> transfers.cancel(organizer, form.about(user));
            case CORRECT ->
                transfers.correctRecipient(
                        organizer, form.about(user), Recipients.address(form.email() == null ? "" : form.email()));
        };
        if (answer.accepted()) {
            after.addFlashAttribute("done", fmt.text("transfer.done." + action));
        } else {
            after.addFlashAttribute("problem", fmt.text("transfer.refused"));
            after.addFlashAttribute("detail", answer.reason());
        }
        return back(organizer, form, after);
    }

    /** What can be done with an open transfer. */
    enum TransferAction {
        RESEND,
        CANCEL,
        CORRECT
    }

    private static String told(
            OrganizerCode organizer, Form form, Distributing.Done done, Formats fmt, RedirectAttributes after) {
        tell(done, fmt, after);
        return back(organizer, form, after);
    }

    /** Says above the next page what came of it. */
    static void tell(Distributing.Done done, Formats fmt, RedirectAttributes after) {
        Distribution line = done.line();
        if (line.status() == Distribution.Status.CANCELLED) {
            after.addFlashAttribute("problem", fmt.text("ticket.moved.CANCELLED"));
            after.addFlashAttribute("detail", line.reason());
        } else {
            after.addFlashAttribute("done", fmt.text("ticket.moved." + line.status()));
        }
    }

    private static String back(OrganizerCode organizer, Form form, RedirectAttributes after) {
        after.addAttribute("id", form.id());
        return "redirect:/o/" + organizer + "/ticket";
    }
}
