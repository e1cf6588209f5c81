package io.counterfoil.push;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What bulk changes that were prepared and not done yet keep of a person: whom a ticket is to go to, as somebody typed it. A
 * line that names an erased person is refused, since doing it would make him known again.
 */
final class BulkTraces implements ContactTraces {
    private final BulkStore store;

    BulkTraces(BulkStore store) {
        this.store = store;
    }

    @Override
    public void erase(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {
        Set<String> keys = addresses.stream().map(EmailAddress::key).collect(Collectors.toSet());
        List<String> spellings = store.addresses(organizer).stream()
                .filter(typed -> EmailAddress.parse(typed)
                        .map(EmailAddress::key)
                        .filter(keys::contains)
                        .isPresent())
                .toList();
        if (!spellings.isEmpty()) {
            store.erase(organizer, spellings);
        }
    }
}
