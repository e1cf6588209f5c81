package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactErasure;
import io.counterfoil.contacts.ContactMerges;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.ContactUse;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.contacts.PersonalData;
import io.counterfoil.contacts.PossibleDuplicate;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What happens to contacts after their birth: merged, unmerged, told what is known of them, erased. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/contacts")
class ContactLifeController {
    private final OrganizerTransactions transactions;
    private final Contacts contacts;
    private final ContactSearch search;
    private final ContactMerges merges;
    private final ContactErasure erasure;
    private final List<ContactUse> uses;
    private final PersonalDataReader personalData;

    ContactLifeController(
            OrganizerTransactions transactions,
            Contacts contacts,
            ContactSearch search,
            ContactMerges merges,
            ContactErasure erasure,
            List<ContactUse> uses,
            PersonalDataReader personalData) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.search = search;
        this.merges = merges;
        this.erasure = erasure;
        this.uses = uses;
        this.personalData = personalData;
    }

    /** @param into the contact that stays */
    record MergeBody(@Nullable String into) {}

    /**
     * What a merge would do: tickets and lines of {@code from} are read as those of {@code into} from then on.
     *
     * @param into the contact that stays; where the named one was merged itself, whoever it was merged into
     * @param tickets that {@code from} holds now, the first hundred
     * @param moreTickets whether there are more of them
     */
    record MergePreview(ContactAnswer from, ContactAnswer into, List<String> tickets, boolean moreTickets) {}

    /** @param email the address that the contacts share, in its normal form */
    record DuplicateAnswer(String email, List<ContactAnswer> contacts) {}

    @Operation(
            summary = "Contacts that share an address and may be one person, by address",
            description =
                    "An answer looks at 5,000 contacts at most, so it may hold fewer than were asked for, or none, though"
                            + " there are more: as long as `next` is not null, ask on.")
    @GetMapping("/possible-duplicates")
    // a page begins after an address
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<DuplicateAnswer> possibleDuplicates(@PathVariable OrganizerCode organizer, @ParameterObject ListQuery query) {
        return transactions.read(organizer, () -> {
            ContactSearch.Duplicates page = search.duplicates(organizer, query.afterText(), query.most());
            Set<ContactId> named = new HashSet<>();
            page.found().forEach(duplicate -> named.addAll(duplicate.contacts()));
            Map<ContactId, Contact> people = contacts.findAll(organizer, named);
            return new Page<>(
                    page.found().stream()
                            .map(duplicate -> answer(duplicate, people))
                            .toList(),
                    page.next());
        });
    }

    @Operation(summary = "What merging the contact into another would do; refused where it cannot be")
    @GetMapping("/{id}/merge-preview")
    @Needs(Permission.READ)
    MergePreview preview(@PathVariable OrganizerCode organizer, @PathVariable String id, @RequestParam String into) {
        return transactions.read(organizer, () -> {
            ContactId from = id(id);
            ContactId survivor = merges.survivor(organizer, from, into(into));
            List<String> held = personalData.heldBy(organizer, from, PersonalDataReader.MOST_SHOWN + 1);
            boolean more = held.size() > PersonalDataReader.MOST_SHOWN;
            return new MergePreview(
                    ContactAnswer.of(existing(organizer, from)),
                    ContactAnswer.of(existing(organizer, survivor)),
                    more ? held.subList(0, PersonalDataReader.MOST_SHOWN) : held,
                    more);
        });
    }

    @Operation(
            summary = "From now on the contact is read as the other one, which is answered",
            description = "Can be undone.")
    @PostMapping("/{id}/merge")
    @Needs(Permission.WRITE_CONTACTS)
    ContactAnswer merge(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestBody MergeBody body,
            Access access) {
        return transactions.write(organizer, () -> {
            merges.merge(organizer, access.actor(), id(id), into(body.into()));
            return ContactAnswer.of(existing(organizer, id(id)));
        });
    }

    @Operation(summary = "Takes a merge back: the contact is itself again, and is answered")
    @DeleteMapping("/{id}/merge")
    @Needs(Permission.WRITE_CONTACTS)
    ContactAnswer undoMerge(@PathVariable OrganizerCode organizer, @PathVariable String id, Access access) {
        return transactions.write(organizer, () -> {
            merges.undo(organizer, access.actor(), id(id));
            return ContactAnswer.of(existing(organizer, id(id)));
        });
    }

    @Operation(
            summary = "Everything that is known of a person, to be handed to him; others appear in it by "
                    + "their ids only")
    @GetMapping("/{id}/export")
    @Needs(Permission.PERSONAL_DATA)
    PersonalDataAnswer export(@PathVariable OrganizerCode organizer, @PathVariable String id) {
        return personalData.of(organizer, id(id));
    }

    @Operation(
            summary = "Erases what is known of a person, for good, with whoever was merged into him; his "
                    + "tickets and lines show an erased contact",
            description = "Refused while he holds tickets or is on an open line, unless confirm=true.")
    @DeleteMapping("/{id}")
    @Needs(Permission.PERSONAL_DATA)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean confirm,
            Access access) {
        transactions.writeOnly(organizer, () -> {
            ContactId contact = existing(organizer, id(id)).id();
            if (!confirm) {
                refuseWhileNeeded(organizer, contact);
            }
            erasure.erase(organizer, access.actor(), contact);
        });
    }

    private void refuseWhileNeeded(OrganizerCode organizer, ContactId contact) {
        PersonalData known = erasure.export(organizer, contact);
        if (known.contact().erasedAt() != null) {
            return;
        }
        Set<ContactId> names = new HashSet<>(known.merged());
        names.add(contact);
        if (uses.stream().anyMatch(use -> !use.inUse(organizer, names).isEmpty())) {
            List<String> held = personalData.heldBy(organizer, contact, PersonalDataReader.MOST_SHOWN);
            throw Refusal.conflict(
                    "contact-in-use",
                    "contact " + contact + " holds " + (held.isEmpty() ? "no" : "") + " tickets "
                            + (held.isEmpty()
                                    ? "and waits for one"
                                    : held.stream().limit(5).toList())
                            + " (expected: a contact that nothing needs, or confirm=true)");
        }
    }

    private static DuplicateAnswer answer(PossibleDuplicate duplicate, Map<ContactId, Contact> people) {
        return new DuplicateAnswer(
                duplicate.address(),
                duplicate.contacts().stream()
                        .map(people::get)
                        .filter(Objects::nonNull)
                        .map(ContactAnswer::of)
                        .toList());
    }

    private Contact existing(OrganizerCode organizer, ContactId contact) {
        return contacts.find(organizer, contact).orElseThrow(() -> Refusal.notFound("contact", contact));
    }

    private static ContactId id(String text) {
        return ContactIds.inPath(text);
    }

    private static ContactId into(@Nullable String text) {
        return ContactIds.inMember("into", text);
    }
}
