package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.Set;

/**
 * What another module keeps of persons outside of contacts: addresses in status logs, names of ticket holders, raw entries.
 * Each module that keeps any provides one as a bean.
 */
public interface ContactTraces {
    /**
     * Takes away what tells who the contact was, within the organizer's writing transaction, after which nobody knows the
     * addresses any more.
     *
     * @param contacts the erased contact, and those that were merged into it
     * @param addresses its addresses that nobody else has
     * @param standIn to be written in place of any of them: it means the erased contact wherever addresses are looked up, so
     *     that what is derived from them stays as it is
     */
    void erase(
            OrganizerCode organizer, Set<ContactId> contacts, Collection<EmailAddress> addresses, EmailAddress standIn);
}
