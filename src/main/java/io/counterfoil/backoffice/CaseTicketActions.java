package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.Distributing;
import io.counterfoil.push.OpenTransfers;
import io.counterfoil.tickets.Distribution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What helps whoever asks, one ticket at a time (help desk rule 13). While nobody knows that he is who he says, each wants a second
 * confirmation with a reason. The case keeps a note of it.
 */
@Controller
@RequestMapping("/o/{organizer}/cases")
class CaseTicketActions {
    private final Distributing distributing;
    private final OpenTransfers transfers;
    private final Recipients recipients;
    private final CaseActs acts;
    private final CaseFacts facts;
    private final SupportCases cases;

    CaseTicketActions(
            Distributing distributing,
            OpenTransfers transfers,
            Recipients recipients,
            CaseActs acts,
            CaseFacts facts,
            SupportCases cases) {
        this.distributing = distributing;
        this.transfers = transfers;
        this.recipients = recipients;
        this.acts = acts;
        this.facts = facts;
        this.cases = cases;
    }

    /** What can be done. */
    enum Help {
        RESEND,
        CORRECT,
        CANCEL,
        TAKE_BACK,
        DISTRIBUTE
    }

    /**
     * What is asked for.
     *
     * @param email the right recipient
     * @param sure whether it was confirmed although the sender is not authenticated
     */
    record Form(
            String id,
            Help action,
            @Nullable String email,
            @Nullable String reason,
            @Nullable Boolean sure,
            @Nullable Boolean cancelOpen) {
        TicketId ticket() {
            return TicketPages.ticketId(id.strip());
        }

        String why() {
            return reason == null ? "" : reason.strip();
        }

        String address() {
            return email == null ? "" : email;
        }
    }

    @PostMapping("/{number}/help")
    @PageNeeds(Permission.MOVE_TICKET)
    String help(
            @PathVariable OrganizerCode organizer,
            @PathVariable long number,
            @ModelAttribute Form form,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        SupportCase found = cases.require(organizer, new CaseNumber(number));
        boolean confirmed = Boolean.TRUE.equals(form.sure()) && !form.why().isEmpty();
        if (!confirmed && !facts.isProved(organizer, found)) {
            throw Refusal.conflict(
                    "sender-not-authenticated",
                    "nobody knows whether the sender is who he says (expected: a confirmation with a reason)");
        }
        String came = switch (form.action()) {
            case RESEND -> told(transfers.resend(organizer, about(form, user)), form, fmt, after);
            case CANCEL -> told(transfers.cancel(organizer, about(form, user)), form, fmt, after);
            case CORRECT ->
                told(
                        transfers.correctRecipient(organizer, about(form, user), Recipients.address(form.address())),
                        form,
                        fmt,
                        after);
            case TAKE_BACK -> told(distributing.takeBack(organizer, request(form, user)), fmt, after);
            case DISTRIBUTE ->
                told(distributing.distribute(organizer, request(form, user), to(organizer, form, user)), fmt, after);
        };
        String note = fmt.text("case.help.note", form.ticket().value(), fmt.word("case.help", form.action()), came);
        String reason = form.why().isEmpty() ? "" : "\n" + form.why();
        acts.reply(organizer, found.number(), CaseActs.NewReply.note(note + reason), CaseActions.actor(user));
        return CaseActions.back(organizer, found.number().value());
    }

    private ContactId to(OrganizerCode organizer, Form form, SignedIn user) {
        return recipients.of(organizer, form.address(), null, null, user.actor());
    }

    private static OpenTransfers.Request about(Form form, SignedIn user) {
        return new OpenTransfers.Request(form.ticket(), user.actor(), form.why());
    }

    private static Distributing.Request request(Form form, SignedIn user) {
        return new Distributing.Request(
                form.ticket(), user.actor(), form.why(), Boolean.TRUE.equals(form.cancelOpen()));
    }

    private static String told(OpenTransfers.Answered answer, Form form, Formats fmt, RedirectAttributes after) {
        if (answer.accepted()) {
            String done = fmt.text("transfer.done." + form.action());
            after.addFlashAttribute("done", done);
            return done;
        }
        after.addFlashAttribute("problem", fmt.text("transfer.refused"));
        after.addFlashAttribute("detail", answer.reason());
        return fmt.text("transfer.refused");
    }

    private static String told(Distributing.Done done, Formats fmt, RedirectAttributes after) {
        TicketActions.tell(done, fmt, after);
        Distribution.Status status = done.line().status();
        return fmt.text("ticket.moved." + status);
    }
}
