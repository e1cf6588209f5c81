package io.counterfoil.backoffice;

import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.contacts.Contact;
import io.counterfoil.kernel.ContactId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a page shows contacts: masked where its reader may not see who they are. */
record People(PersonalDataView view, Formats fmt, Map<ContactId, Contact> known) {
    /**
     * A contact as a page shows it.
     *
     * @param id null: nobody is known
     * @param email empty: none is known
     */
    record Person(@Nullable ContactId id, String name, String email, boolean temporary, boolean erased) {
        public boolean isKnown() {
            return id != null;
        }
    }

    Person of(@Nullable ContactId id) {
        Contact contact = id == null ? null : known.get(id);
        return contact == null ? new Person(null, fmt.text("contact.nobody"), "", false, false) : of(contact);
    }

    Person of(Contact contact) {
        String email = contact.email() == null ? "" : String.valueOf(view.address(contact.email()));
        return new Person(contact.id(), name(contact, email), email, contact.temporary(), contact.erasedAt() != null);
    }

    /** An address that a wallet told. */
    String address(@Nullable String address) {
        return address == null ? "" : String.valueOf(view.address(address));
    }

    private String name(Contact contact, String email) {
        if (contact.erasedAt() != null) {
            return fmt.text("contact.erased");
        }
        if (contact.temporary()) {
            return fmt.text("contact.temporary");
        }
        String name = String.valueOf(view.name(contact.displayName()));
        return name.isBlank() ? email : name;
    }
}
