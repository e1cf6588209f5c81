package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * The list of contacts for a spreadsheet. Orphaned contacts are left out of it (contact rule 6). It hands out who people are,
 * so it is not for everyone who sees the list, and the journal says who had it.
 */
@Controller
class ContactExport {
    private static final int ROWS = 1000;

    private final OrganizerTransactions transactions;
    private final ContactSearch search;
    private final Journal journal;

    ContactExport(OrganizerTransactions transactions, ContactSearch search, Journal journal) {
        this.transactions = transactions;
        this.search = search;
        this.journal = journal;
    }

    /** @param flag TEMPORARY; blank: all but the orphaned */
    @GetMapping("/o/{organizer}/contacts.csv")
    @PageNeeds(Permission.PERSONAL_DATA)
    ResponseEntity<StreamingResponseBody> export(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String flag,
            SignedIn user) {
        ContactSearch.Flag only = flag.isBlank() ? null : ContactPages.flag(flag);
        transactions.writeOnly(
                organizer,
                () -> journal.append(
                        organizer,
                        user.actor(),
                        List.of(new Change("organizer", organizer.value(), "contacts-exported", null, null))));
        return Spreadsheet.of("contacts", sheet -> {
            sheet.row(
                    "id",
                    "title",
                    "firstName",
                    "lastName",
                    "email",
                    "birthDate",
                    "nationality",
                    "idNumber",
                    "mobilePhone",
                    "country",
                    "language",
                    "consentInstitution",
                    "consentThirdParty",
                    "temporary",
                    "internetAccount",
                    "createdAt");
            if (q.isBlank()) {
                each(organizer, only, sheet);
            } else {
                named(organizer, ContactPages.text(q), sheet);
            }
        });
    }

    /** Each page is read by itself, so that no connection waits for whoever reads slowly. */
    private void each(OrganizerCode organizer, ContactSearch.@Nullable Flag only, Spreadsheet sheet) {
        ContactId last = null;
        List<Contact> page;
        do {
            ContactId before = last;
            page = transactions.read(organizer, () -> search.newest(organizer, only, before, ROWS));
            page.forEach(contact -> write(sheet, contact));
            last = page.isEmpty() ? null : page.getLast().id();
        } while (page.size() == ROWS);
    }

    private void named(OrganizerCode organizer, String text, Spreadsheet sheet) {
        ContactSearch.Place place = ContactSearch.Place.FIRST;
        while (place != null) {
            ContactSearch.Place from = place;
            ContactSearch.Named page = transactions.read(organizer, () -> search.named(organizer, text, from, ROWS));
            page.found().forEach(contact -> write(sheet, contact));
            place = page.next();
        }
    }

    private static void write(Spreadsheet sheet, Contact contact) {
        if (contact.orphanedAt() != null || contact.erasedAt() != null) {
            return;
        }
        sheet.row(
                contact.id(),
                contact.title(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.birthDate(),
                contact.nationality(),
                contact.idNumber(),
                contact.mobilePhone(),
                contact.country(),
                contact.language(),
                contact.consentInstitution(),
                contact.consentThirdParty(),
                contact.temporary(),
                contact.internetAccount(),
                contact.createdAt());
    }
}
