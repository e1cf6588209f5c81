package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.MailKind;

/**
 * What else a mail says: once it belongs to a case, the capture rules fill the case's fields from it, and a supplier's own reference
 * is remembered as the case's. In the transaction that stores the decision.
 */
final class CaptureFromMails implements AfterIntake {
    private final CaptureRules rules;
    private final CaseFields fields;
    private final SupplierReferences references;

    CaptureFromMails(CaptureRules rules, CaseFields fields, SupplierReferences references) {
        this.rules = rules;
        this.fields = fields;
        this.references = references;
    }

    @Override
    public void decided(OrganizerCode organizer, Decision decision) {
        SupportCase supportCase = decision.supportCase();
        // mails beside a case change nothing of it, nor do answers that nobody wrote
        boolean belongs = switch (decision.outcome()) {
            case OPENED, APPENDED -> decision.mail().nature().kind() == MailKind.HUMAN;
            case HELD, IGNORED -> false;
        };
        if (supportCase == null || !belongs) {
            return;
        }
        CaseNumber number = supportCase.number();
        fields.fill(
                organizer, number, decision.mailId(), rules.capture(organizer, decision.mailbox(), decision.mail()));
        if (decision.senderKind() == SenderKind.SUPPLIER) {
            references.remember(organizer, number, decision.mail().heading());
        }
    }
}
