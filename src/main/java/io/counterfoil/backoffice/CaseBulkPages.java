package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is done with the cases that are chosen in the list: with all of them, or with none. */
@Controller
class CaseBulkPages {
    private final OrganizerTransactions transactions;
    private final CaseActs acts;
    private final Colleagues colleagues;

    CaseBulkPages(OrganizerTransactions transactions, CaseActs acts, Colleagues colleagues) {
        this.transactions = transactions;
        this.acts = acts;
        this.colleagues = colleagues;
    }

    /** What can be done with many. */
    enum What {
        ASSIGN,
        CLOSE
    }

    /**
     * What is to be done with which.
     *
     * @param assignee a login, or one dash: nobody
     * @param query of the list that they were chosen in
     */
    record Chosen(
            @Nullable Set<Long> number,
            @Nullable What what,
            @Nullable String assignee,
            @Nullable String query) {
        Set<Long> numbers() {
            if (number == null || number.isEmpty() || number.size() > CaseListFacts.ROWS) {
                throw Refusal.invalid(
                        "cases", (number == null ? 0 : number.size()) + " cases", "1 to " + CaseListFacts.ROWS);
            }
            return number;
        }
    }

    @PostMapping("/o/{organizer}/cases/together")
    @PageNeeds(Permission.CHANGE_CASES)
    String together(
            @PathVariable OrganizerCode organizer,
            @ModelAttribute Chosen chosen,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        Set<Long> number = chosen.numbers();
        CaseActs.CaseChange change = chosen.what() == What.CLOSE
                ? CaseActs.CaseChange.state(CaseState.CLOSED)
                : CaseActs.CaseChange.assignee(assignee(organizer, chosen.assignee(), user));
        transactions.writeOnly(
                organizer,
                () -> number.stream()
                        .sorted()
                        .forEach(
                                each -> acts.change(organizer, new CaseNumber(each), change, CaseActions.actor(user))));
        after.addFlashAttribute("done", fmt.text("cases.together.done", number.size()));
        String query = CaseQuestion.given(chosen.query());
        return "redirect:/o/" + organizer + "/cases" + (query == null ? "" : "?" + query);
    }

    private @Nullable String assignee(OrganizerCode organizer, @Nullable String login, SignedIn user) {
        if (CaseQuestion.NOBODY.equals(login)) {
            return null;
        }
        if (login == null || !colleagues.logins(organizer, user).contains(login)) {
            throw Refusal.invalid("assignee", login, "the login of somebody who works on cases");
        }
        return login;
    }
}
