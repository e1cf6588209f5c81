package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Delivery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Contacts: the list with its search box, and one of them with its tickets. */
@Controller
@RequestMapping("/o/{organizer}/contacts")
class ContactPages {
    private static final int ROWS = 50;
    private static final int MOST_FOUND = 50;
    /** Of a contact; the rest is in the list of cases. */
    private static final int CASES = 10;

    private static final int MAILS = 10;

    private final OrganizerTransactions transactions;
    private final ContactSearch search;
    private final ContactFacts facts;
    private final CaseListFacts cases;
    private final Deliveries deliveries;

    ContactPages(
            OrganizerTransactions transactions,
            ContactSearch search,
            ContactFacts facts,
            CaseListFacts cases,
            Deliveries deliveries) {
        this.transactions = transactions;
        this.search = search;
        this.facts = facts;
        this.cases = cases;
        this.deliveries = deliveries;
    }

    /**
     * What the list shows.
     *
     * @param cut more than {@link #MOST_FOUND} fit
     * @param lookedAt how many contacts were looked through, and more are left; 0: all
     */
    record View(
            String q,
            String flag,
            List<Row> rows,
            List<Pair> duplicates,
            @Nullable String next,
            boolean cut,
            int lookedAt) {}

    /** A contact in the list. */
    record Row(Person person, Contact contact) {}

    /** Contacts that share an address. */
    record Pair(String address, List<ContactId> contacts) {}

    /** @param flag TEMPORARY, ORPHANED or DUPLICATES; blank: all */
    @GetMapping
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String flag,
            @RequestParam(required = false) @Nullable String after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        People people = new People(user.viewIn(organizer), fmt, Map.of());
        model.addAttribute("view", transactions.read(organizer, () -> {
            if (!q.isBlank()) {
                List<Contact> found = search.find(organizer, text(q), MOST_FOUND + 1);
                return new View(q, "", rows(found, MOST_FOUND, people), List.of(), null, found.size() > MOST_FOUND, 0);
            }
            return flag.equals("DUPLICATES")
                    ? duplicates(organizer, after, people)
                    : newest(organizer, flag, after, people);
        }));
        return "backoffice/contacts";
    }

    private View newest(OrganizerCode organizer, String flag, @Nullable String after, People people) {
        ContactSearch.Flag only = flag.isBlank() ? null : flag(flag);
        List<Contact> found = search.newest(organizer, only, after == null ? null : contactId(after), ROWS + 1);
        String next = found.size() > ROWS ? found.get(ROWS - 1).id().toString() : null;
        return new View("", flag, rows(found, ROWS, people), List.of(), path(organizer, flag, next), false, 0);
    }

    private View duplicates(OrganizerCode organizer, @Nullable String after, People people) {
        ContactSearch.Duplicates page = search.duplicates(organizer, after == null ? "" : after, ROWS);
        List<Pair> pairs = page.found().stream()
                .map(each -> new Pair(people.address(each.address()), each.contacts()))
                .toList();
        // a page begins after an address, which is not for everybody's eyes
        String next = people.view().isMasked() ? null : page.next();
        return new View(
                "", "DUPLICATES", List.of(), pairs, path(organizer, "DUPLICATES", next), false, page.lookedAt());
    }

    @GetMapping("/{id}")
    @PageNeeds(Permission.READ)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        ContactView view = facts.of(organizer, contactId(id), TicketIdText.usable(after), user, fmt);
        if (!view.contact().id().toString().equals(id)) {
            return "redirect:/o/" + organizer + "/contacts/" + view.contact().id();
        }
        model.addAttribute("view", view);
        List<CaseList.Row> his = cases.of(organizer, view.contact().id(), CASES + 1, user, fmt);
        model.addAttribute("cases", his.subList(0, Math.min(CASES, his.size())));
        model.addAttribute("moreCases", his.size() > CASES);
        model.addAttribute("mails", mails(organizer, view.contact().email()));
        return "backoffice/contact";
    }

    private List<Delivery> mails(OrganizerCode organizer, @Nullable String email) {
        return Optional.ofNullable(email)
                .flatMap(EmailAddress::parse)
                .map(address -> deliveries.to(organizer, List.of(address), MAILS))
                .orElse(List.of());
    }

    private static List<Row> rows(List<Contact> found, int most, People people) {
        return found.stream()
                .limit(most)
                .map(contact -> new Row(people.of(contact), contact))
                .toList();
    }

    private static @Nullable String path(OrganizerCode organizer, String flag, @Nullable String after) {
        return after == null
                ? null
                : "/o/" + organizer + "/contacts?flag=" + flag + "&after="
                        + java.net.URLEncoder.encode(after, java.nio.charset.StandardCharsets.UTF_8);
    }

    static String text(String typed) {
        return typed.strip().replace("\0", "");
    }

    static ContactSearch.Flag flag(String text) {
        try {
            return ContactSearch.Flag.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid("flag", text, "TEMPORARY, ORPHANED or DUPLICATES");
        }
    }

    static ContactId contactId(String text) {
        try {
            return new ContactId(UUID.fromString(text));
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("contact", text);
        }
    }
}
