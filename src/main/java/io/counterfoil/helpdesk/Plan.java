package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.mail.ForwardedMail;
import org.jspecify.annotations.Nullable;

/** What is to become of a mail. */
sealed interface Plan {
    /** Kept and listed, nothing more. */
    record Ignore(IgnoredReason reason) implements Plan {}

    /**
     * Waits beside a case for an agent's decision; nothing else happens.
     *
     * @param beside null: several cases are meant
     */
    record Hold(@Nullable SupportCase beside, HeldReason reason) implements Plan {}

    /**
     * Goes into a case.
     *
     * @param by what put it there
     * @param addsPeople whether those in To and Cc take part from now on
     */
    record Append(
            SupportCase target,
            JoinedBy by,
            CaseAction action,
            boolean isPublic,
            StateAfter.Event event,
            boolean addsPeople)
            implements Plan {}

    /** An agent answers a notice: his text is sent on to the case's people. */
    record SendOn(SupportCase target, JoinedBy by) implements Plan {}

    /**
     * Makes a case.
     *
     * @param follows the closed case that it goes on with; null: none
     */
    record Open(@Nullable CaseAtHand follows) implements Plan {}

    /** Makes a case for the customer whose mail an agent forwards. */
    record OpenForCustomer(ForwardedMail forwarded, EmailAddress customer) implements Plan {}
}
