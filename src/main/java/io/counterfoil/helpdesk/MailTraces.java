package io.counterfoil.helpdesk;

import io.counterfoil.contacts.ContactTraces;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Deliveries;
import java.util.Collection;
import java.util.Set;

/** What outgoing mails and their counts keep of a person. */
final class MailTraces implements ContactTraces {
    private final Deliveries deliveries;
    private final BudgetStore budgets;

    MailTraces(Deliveries deliveries, BudgetStore budgets) {
        this.deliveries = deliveries;
        this.budgets = budgets;
    }

    @Override
    public void erase(
            OrganizerCode organizer,
            Set<ContactId> contacts,
            Collection<EmailAddress> addresses,
            EmailAddress standIn) {
        if (!addresses.isEmpty()) {
            deliveries.erase(organizer, addresses, standIn);
            budgets.erase(organizer, addresses.stream().map(EmailAddress::key).toList());
        }
    }
}
