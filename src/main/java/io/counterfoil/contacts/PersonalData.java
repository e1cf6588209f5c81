package io.counterfoil.contacts;

import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.ContactId;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that the module knows of a person, for whoever asks what is known of him. The tickets are told by module tickets.
 *
 * @param addresses all addresses, also former ones and those of contacts that were merged into this one
 * @param merged contacts that were merged into this one
 * @param journal what happened to the contact, oldest first
 */
public record PersonalData(Contact contact, List<String> addresses, List<ContactId> merged, List<JournalLine> journal) {
    /** The contact and those that were merged into it. */
    public List<ContactId> all() {
        return Stream.concat(Stream.of(contact.id()), merged.stream()).toList();
    }
}
