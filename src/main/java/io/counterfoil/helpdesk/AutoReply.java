package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;
import io.counterfoil.mail.MailKind;

/** What becomes of a mail that nobody wrote. Source: help desk rule 11. */
@Rule(
        "Our own mail and mail from our own mailboxes are ignored. A bounce counts only where it quotes a mail of ours: its case is told. An"
                + " automatic reply goes into the case that it names when its sender takes part there, in private, changing nothing; otherwise"
                + " it is ignored. All other mail goes on.")
enum AutoReply {
    GOES_ON,
    APPENDED,
    DELIVERY_FAILED,
    IGNORED;

    /**
     * What is known of a mail.
     *
     * @param fromOurMailbox whether From is one of the organizer's mailboxes
     * @param quotesOurs whether it quotes a signed Message-ID of ours whose case is there
     * @param takesPart whether it names a case in which its sender takes part
     */
    record Signs(MailKind kind, boolean fromOurMailbox, boolean quotesOurs, boolean takesPart) {}

    static AutoReply of(Signs signs) {
        return switch (signs.kind()) {
            case OWN -> IGNORED;
            case BOUNCE -> signs.quotesOurs() ? DELIVERY_FAILED : IGNORED;
            case AUTO_REPLY -> signs.takesPart() && !signs.fromOurMailbox() ? APPENDED : IGNORED;
            case HUMAN -> signs.fromOurMailbox() ? IGNORED : GOES_ON;
        };
    }
}
