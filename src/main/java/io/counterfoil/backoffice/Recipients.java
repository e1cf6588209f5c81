package io.counterfoil.backoffice;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactInput;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who gets a ticket that somebody distributes to an address. */
final class Recipients {
    private final OrganizerTransactions transactions;
    private final Contacts contacts;

    Recipients(OrganizerTransactions transactions, Contacts contacts) {
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /** The contact that the address means (contact rule 1), made now when there is none. */
    ContactId of(
            OrganizerCode organizer,
            String email,
            @Nullable String firstName,
            @Nullable String lastName,
            String actor) {
        EmailAddress address = address(email);
        return transactions.write(organizer, () -> {
            List<Contact> known = contacts.byEmail(organizer, address);
            return known.stream()
                    .min(Comparator.comparing((Contact contact) -> !contact.internetAccount())
                            .thenComparing(Contact::temporary)
                            .thenComparing(Contact::createdAt))
                    .map(Contact::id)
                    .orElseGet(() -> created(organizer, actor, input(address, firstName, lastName)));
        });
    }

    /** The address in a text, refused when it is none. */
    static EmailAddress address(String text) {
        return EmailAddress.parse(text.strip())
                .orElseThrow(() -> Refusal.invalid("email", text, "an e-mail address such as anna@example.org"));
    }

    private ContactId created(OrganizerCode organizer, String actor, ContactInput input) {
        return contacts.create(organizer, actor, input).contact().id();
    }

    private static ContactInput input(EmailAddress address, @Nullable String first, @Nullable String last) {
        return new ContactInput(
                address.text(),
                null,
                blankless(first),
                blankless(last),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
