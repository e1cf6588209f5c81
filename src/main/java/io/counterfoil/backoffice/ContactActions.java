package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactErasure;
import io.counterfoil.contacts.ContactMerges;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.PersonalData;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Merging two contacts, handing out what is known of a person, and erasing it. */
@Controller
@RequestMapping("/o/{organizer}/contacts/{id}")
class ContactActions {
    private final OrganizerTransactions transactions;
    private final ContactSearch search;
    private final ContactMerges merges;
    private final ContactErasure erasure;
    private final ContactFacts facts;
    private final SupportCases cases;
    private final JsonMapper json;

    ContactActions(
            OrganizerTransactions transactions,
            ContactSearch search,
            ContactMerges merges,
            ContactErasure erasure,
            ContactFacts facts,
            SupportCases cases,
            JsonMapper json) {
        this.transactions = transactions;
        this.search = search;
        this.merges = merges;
        this.erasure = erasure;
        this.facts = facts;
        this.cases = cases;
        this.json = json;
    }

    /** Both side by side, and what a merge would do; without the other one: a search for it. */
    @GetMapping("/merge")
    @PageNeeds(Permission.WRITE_CONTACTS)
    String merge(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String into,
            @RequestParam(defaultValue = "") String q,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("from", facts.counted(organizer, ContactPages.contactId(id), user, fmt));
        model.addAttribute("q", q);
        People people = new People(user.viewIn(organizer), fmt, Map.of());
        List<Contact> found =
                q.isBlank() ? List.of() : transactions.read(organizer, () -> search.find(organizer, q, 20));
        model.addAttribute(
                "found",
                found.stream()
                        .filter(contact -> !contact.id().toString().equals(id))
                        .map(people::of)
                        .toList());
        model.addAttribute(
                "into", into == null ? null : facts.counted(organizer, ContactPages.contactId(into), user, fmt));
        return "backoffice/merge";
    }

    @PostMapping("/merge")
    @PageNeeds(Permission.WRITE_CONTACTS)
    String merge(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam String into,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        ContactId target = ContactPages.contactId(into);
        transactions.writeOnly(
                organizer, () -> merges.merge(organizer, user.actor(), ContactPages.contactId(id), target));
        after.addFlashAttribute("done", fmt.text("merge.done"));
        return "redirect:/o/" + organizer + "/contacts/" + into;
    }

    /** Takes a merge back; {@code id} is the contact that was merged. */
    @PostMapping("/unmerge")
    @PageNeeds(Permission.WRITE_CONTACTS)
    String undo(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        transactions.writeOnly(organizer, () -> merges.undo(organizer, user.actor(), ContactPages.contactId(id)));
        after.addFlashAttribute("done", fmt.text("merge.undone"));
        return "redirect:/o/" + organizer + "/contacts/" + id;
    }

    /** Everything that is known of a person, to hand out to him. */
    @GetMapping("/export")
    @PageNeeds(Permission.PERSONAL_DATA)
    ResponseEntity<byte[]> export(@PathVariable OrganizerCode organizer, @PathVariable String id, SignedIn user) {
        ContactId contact = ContactPages.contactId(id);
        byte[] body = transactions.read(organizer, () -> {
            PersonalData data = erasure.export(organizer, contact);
            return json.writer(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(Map.of(
                            "person",
                            data,
                            "tickets",
                            facts.exported(organizer, contact),
                            "cases",
                            cases.ofPerson(organizer, data.all())));
        });
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"person-" + contact + ".json\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** Says what an erasure means, and warns while the person holds tickets. */
    @GetMapping("/erase")
    @PageNeeds(Permission.PERSONAL_DATA)
    String erase(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        model.addAttribute("view", facts.counted(organizer, ContactPages.contactId(id), user, fmt));
        return "backoffice/erase";
    }

    /** @param sure has to be said while the person holds tickets */
    @PostMapping("/erase")
    @PageNeeds(Permission.PERSONAL_DATA)
    String erase(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean sure,
            SignedIn user,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        ContactId contact = ContactPages.contactId(id);
        ContactView view = facts.counted(organizer, contact, user, fmt);
        if (!sure && !(view.now().isEmpty() && view.pending().isEmpty())) {
            throw Refusal.conflict(
                    "contact-holds-tickets",
                    "contact " + contact + " holds tickets or is about to (expected: a confirmation)");
        }
        transactions.writeOnly(organizer, () -> erasure.erase(organizer, user.actor(), contact));
        after.addFlashAttribute("done", fmt.text("erase.done"));
        return "redirect:/o/" + organizer + "/contacts/" + id;
    }
}
