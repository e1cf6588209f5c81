package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactInput;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.contacts.Creation;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Contacts. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/contacts")
class ContactController {
    private final OrganizerTransactions transactions;
    private final Contacts contacts;
    private final ContactSearch search;

    ContactController(OrganizerTransactions transactions, Contacts contacts, ContactSearch search) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.search = search;
    }

    /** A contact to be entered. The members that only an answer has are allowed and count for nothing. */
    @JsonIgnoreProperties({"id", "temporary", "createdAt", "erasedAt"})
    record ContactBody(
            @Nullable String email,
            @Nullable String title,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String birthDate,
            @Nullable String nationality,
            @Nullable String idNumber,
            @Nullable String mobilePhone,
            @Nullable String country,
            @Nullable String language,
            @Nullable ConsentsBody consents,
            @Nullable Boolean internetAccount) {

        record ConsentsBody(
                @JsonProperty("INSTITUTION") @Nullable Boolean institution,
                @JsonProperty("THIRD_PARTY") @Nullable Boolean thirdParty) {}

        ContactInput input() {
            return new ContactInput(
                    email,
                    title,
                    firstName,
                    lastName,
                    birthDate,
                    nationality,
                    idNumber,
                    mobilePhone,
                    country,
                    language,
                    consents == null ? null : consents.institution(),
                    consents == null ? null : consents.thirdParty(),
                    Boolean.TRUE.equals(internetAccount));
        }
    }

    @Operation(summary = "Enters a contact: 201, or 200 when that completed the temporary one of the address")
    @PostMapping
    @Needs(Permission.WRITE_CONTACTS)
    ResponseEntity<ContactAnswer> create(
            @PathVariable OrganizerCode organizer, @RequestBody ContactBody body, Access access) {
        Creation creation =
                transactions.write(organizer, () -> contacts.create(organizer, access.actor(), body.input()));
        return switch (creation) {
            case Creation.Created(Contact contact) ->
                ResponseEntity.created(URI.create("/api/v1/organizers/" + organizer + "/contacts/" + contact.id()))
                        .body(ContactAnswer.of(contact));
            case Creation.Completed(Contact contact) -> ResponseEntity.ok(ContactAnswer.of(contact));
        };
    }

    @Operation(
            summary =
                    "Whoever has an address, or fits what people look for, on one page; without either all contacts, in "
                            + "the order of their creation",
            description = "q is a whole address, or the beginning of a first or last name, or of both; the first that "
                    + "fit are answered, as many as limit says: say more to see the others.")
    @GetMapping
    @Needs(Permission.READ)
    Page<ContactAnswer> list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String email,
            @RequestParam(required = false) @Nullable String q,
            @ParameterObject ListQuery query) {
        if (email != null && q != null) {
            throw Refusal.invalid("q", q, "email or q, not both");
        }
        if (email != null) {
            EmailAddress address = EmailAddress.parse(email)
                    .orElseThrow(() -> Refusal.invalid("email", email, "one mailbox such as anna@example.org"));
            List<Contact> found = transactions.read(organizer, () -> contacts.byEmail(organizer, address));
            return new Page<>(found.stream().map(ContactAnswer::of).toList(), null);
        }
        int limit = query.most();
        if (q != null) {
            String text = q.replace("\0", "");
            List<Contact> found = transactions.read(organizer, () -> search.find(organizer, text, limit));
            return new Page<>(found.stream().map(ContactAnswer::of).toList(), null);
        }
        UUID after = query.afterId();
        List<Contact> found = transactions.read(
                organizer, () -> contacts.page(organizer, after == null ? null : new ContactId(after), limit + 1));
        return Page.of(found, limit, contact -> contact.id().toString(), ContactAnswer::of);
    }

    @Operation(summary = "A contact, merges followed")
    @GetMapping("/{id}")
    @Needs(Permission.READ)
    ContactAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String id) {
        return ContactId.parse(id)
                .flatMap(contact -> transactions.read(organizer, () -> contacts.find(organizer, contact)))
                .map(ContactAnswer::of)
                .orElseThrow(() -> Refusal.notFound("contact", id));
    }
}
