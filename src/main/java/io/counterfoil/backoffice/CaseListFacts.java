package io.counterfoil.backoffice;

import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseFilter;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.helpdesk.MailSearch;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Gathers what the list of cases shows: all of one moment, with the same number of statements however many there are. */
final class CaseListFacts {
    /** Of a page. */
    static final int ROWS = 50;

    /** Mails in no case that are shown below them. */
    private static final int MAILS = 20;

    private final OrganizerTransactions transactions;
    private final SupportCases cases;
    private final CaseLists lists;
    private final Contacts contacts;
    private final ContactSearch search;
    private final Mailboxes mailboxes;
    private final Colleagues colleagues;
    private final DeskSettings settings;
    private final MailSearch mailSearch;

    CaseListFacts(OrganizerTransactions transactions, Sources sources) {
        this.transactions = transactions;
        this.cases = sources.cases();
        this.lists = sources.lists();
        this.contacts = sources.contacts();
        this.search = sources.search();
        this.mailboxes = sources.mailboxes();
        this.colleagues = sources.colleagues();
        this.settings = sources.settings();
        this.mailSearch = sources.mailSearch();
    }

    /** Who knows of cases and people. */
    record Sources(
            SupportCases cases,
            CaseLists lists,
            Contacts contacts,
            ContactSearch search,
            Mailboxes mailboxes,
            Colleagues colleagues,
            DeskSettings settings,
            MailSearch mailSearch) {}

    CaseList of(OrganizerCode organizer, CaseQuestion question, SignedIn user, Formats fmt) {
        List<String> agents = colleagues.logins(organizer, user);
        return transactions.read(organizer, () -> {
            String asked = CaseQuestion.given(question.contact());
            Contact contact = asked == null ? null : known(organizer, ContactPages.contactId(asked));
            List<ContactId> all = contact == null ? List.of() : ids(organizer, contact);
            List<SupportCase> found =
                    cases.list(organizer, question.filter(user.login(), all), question.place(), ROWS + 1);
            List<SupportCase> shown = found.size() > ROWS ? found.subList(0, ROWS) : found;
            String next = found.size() <= ROWS
                    ? null
                    : "/o/" + organizer + "/cases?" + question.query(CaseQuestion.place(shown.getLast()));
            TreeSet<String> logins = new TreeSet<>(agents);
            shown.stream().map(SupportCase::assignee).filter(Objects::nonNull).forEach(logins::add);
            return new CaseList(
                    question,
                    question.query(null),
                    rows(organizer, shown, user, fmt),
                    next,
                    lists.saved(organizer, user.login()),
                    contact == null ? null : new People(user.viewIn(organizer), fmt, Map.of()).of(contact),
                    List.copyOf(logins),
                    mailboxes.inUse(organizer).stream().map(Mailbox::code).toList(),
                    mails(organizer, question, user));
        });
    }

    private List<MailSearch.Found> mails(OrganizerCode organizer, CaseQuestion question, SignedIn user) {
        String text = CaseQuestion.given(question.q());
        if (text == null || question.place() != null || user.viewIn(organizer).isMasked()) {
            return List.of();
        }
        return mailSearch.find(organizer, text, MAILS);
    }

    private Contact known(OrganizerCode organizer, ContactId id) {
        return contacts.find(organizer, id).orElseThrow(() -> Refusal.notFound("contact", id));
    }

    /** A contact and whoever was merged into it: cases keep the ids that they were opened with. */
    private List<ContactId> ids(OrganizerCode organizer, Contact contact) {
        List<ContactId> all = new ArrayList<>(List.of(contact.id()));
        search.mergedInto(organizer, List.of(contact.id())).values().forEach(all::addAll);
        return all;
    }

    /** The cases of a contact, the last changed first, at most so many. */
    List<CaseList.Row> of(OrganizerCode organizer, ContactId contact, int most, SignedIn user, Formats fmt) {
        return transactions.read(organizer, () -> {
            List<ContactId> all = ids(organizer, known(organizer, contact));
            return rows(organizer, cases.list(organizer, CaseFilter.of(all), null, most), user, fmt);
        });
    }

    /** Within the organizer's transaction. */
    List<CaseList.Row> rows(OrganizerCode organizer, List<SupportCase> shown, SignedIn user, Formats fmt) {
        List<ContactId> asked = shown.stream()
                .map(SupportCase::requester)
                .filter(Objects::nonNull)
                .toList();
        People people = new People(user.viewIn(organizer), fmt, contacts.findAll(organizer, asked));
        Map<CaseNumber, Instant> waiting = lists.unansweredSince(
                organizer, shown.stream().map(SupportCase::number).toList());
        Map<CaseNumber, CaseList.Due> due = due(settings.levels(organizer, shown), shown);
        return shown.stream()
                .map(each -> new CaseList.Row(
                        each,
                        String.valueOf(people.view().other(subject(each, fmt))),
                        requester(each, people),
                        isToDo(each) ? waiting.get(each.number()) : null,
                        due.get(each.number())))
                .toList();
    }

    private static Map<CaseNumber, CaseList.Due> due(List<DeskSettings.Level> levels, List<SupportCase> cases) {
        Map<CaseNumber, CaseList.Due> next = new HashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            SupportCase each = cases.get(i);
            DeskSettings.Deadline answer = levels.get(i).firstAnswer();
            DeskSettings.Deadline solution = levels.get(i).solution();
            boolean over = each.state() == CaseState.SOLVED || each.state() == CaseState.CLOSED;
            if (!over && answer.due() != null && answer.doneAt() == null) {
                next.put(each.number(), new CaseList.Due(answer.due(), true, answer.late()));
            } else if (!over && solution.due() != null && solution.doneAt() == null) {
                next.put(each.number(), new CaseList.Due(solution.due(), false, solution.late()));
            }
        }
        return next;
    }

    static String subject(SupportCase supportCase, Formats fmt) {
        return supportCase.subject().isBlank() ? fmt.text("case.no-subject") : supportCase.subject();
    }

    static Person requester(SupportCase supportCase, People people) {
        Contact contact =
                supportCase.requester() == null ? null : people.known().get(supportCase.requester());
        if (contact != null) {
            return people.of(contact);
        }
        String address = people.address(supportCase.requesterAddress());
        return address.isEmpty() ? people.of((ContactId) null) : new Person(null, address, "", false, false);
    }

    private static boolean isToDo(SupportCase supportCase) {
        return supportCase.state() == CaseState.NEW || supportCase.state() == CaseState.OPEN;
    }
}
