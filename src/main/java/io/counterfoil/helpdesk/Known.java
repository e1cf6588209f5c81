package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.mail.Mailbox;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that is known of what a mail names and of who sent it.
 *
 * @param named numbers of all cases that the mail names in any way, those that there is none of too
 * @param cases by the number under which the mail names them, merges followed
 * @param messages which mails that it answers belong to which case
 * @param ownAddresses keys of the organizer's mailboxes
 * @param referenced the case that the reference of the supplier who wrote is known for
 * @param tickets by the word that names them
 * @param blocked whether an agent blocked the sender
 */
record Known(
        Mailbox mailbox,
        Set<String> ownAddresses,
        Set<CaseNumber> named,
        Map<CaseNumber, CaseAtHand> cases,
        List<Message> messages,
        AddressBook book,
        Optional<Agents.Agent> agent,
        Optional<Supplier> supplier,
        Optional<CaseNumber> referenced,
        Map<String, Set<TicketId>> tickets,
        boolean blocked) {
    /**
     * A mail of a case.
     *
     * @param received false: it never came here, and a mail of the case answers it
     */
    record Message(String key, CaseNumber number, boolean received, Instant at) {}
}
