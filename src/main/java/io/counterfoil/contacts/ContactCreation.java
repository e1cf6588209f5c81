package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Rule;
import java.util.List;
import java.util.Optional;

/** What is to be done when somebody enters a contact. Source: contact rule 4. */
@Rule(
        "Entering a contact with a temporary one's address completes that one, with a normal one's makes another; a second internet"
                + " account for an address is refused.")
final class ContactCreation {
    private ContactCreation() {}

    /** What is to be done. */
    sealed interface Plan {
        /** A new contact, temporary when only its address is known. */
        record Create(boolean temporary) implements Plan {}

        /** The temporary contact of the address takes the details. */
        record Complete(ContactId id) implements Plan {}

        /** The temporary contact of the address is meant, and nothing new is known of it. */
        record Keep(ContactId id) implements Plan {}

        /** Another contact has the address's internet account. */
        record SecondAccount(ContactId holder) implements Plan {}
    }

    static Plan plan(List<KnownContact> withAddress, boolean realNames, boolean internetAccount) {
        List<KnownContact> living =
                withAddress.stream().filter(contact -> !contact.erased()).toList();
        Optional<ContactId> temporary = living.stream()
                .filter(KnownContact::temporary)
                .map(KnownContact::id)
                .findFirst();
        Optional<ContactId> account = living.stream()
                .filter(KnownContact::internetAccount)
                .map(KnownContact::id)
                .filter(holder -> !temporary.equals(Optional.of(holder)))
                .findFirst();
        if (internetAccount && account.isPresent()) {
            return new Plan.SecondAccount(account.get());
        }
        if (temporary.isPresent()) {
            return realNames ? new Plan.Complete(temporary.get()) : new Plan.Keep(temporary.get());
        }
        return new Plan.Create(!realNames);
    }
}
