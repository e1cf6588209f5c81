package io.counterfoil.api;

import io.counterfoil.helpdesk.HeldMail;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.SenderKind;
import io.counterfoil.mail.Authentication;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail that waits, or waited, for a decision. */
record HeldMessageAnswer(
        Line message,
        HeldMail.State state,
        Instant heldAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** A mail in a list. */
    record Line(
            String messageId,
            String subject,
            String fromAddress,
            String fromName,
            SenderKind senderKind,
            Authentication.Verdict authentication,
            String outcome,
            @Nullable Long caseNumber,
            List<String> reasons,
            String evidence,
            Instant at) {
        static Line of(MailVerdict verdict) {
            return new Line(
                    verdict.mailId().toString(),
                    verdict.subject(),
                    verdict.fromAddress(),
                    verdict.fromName(),
                    verdict.senderKind(),
                    verdict.authentication(),
                    verdict.outcome().name(),
                    DeliveryAnswer.number(verdict.number()),
                    verdict.reasons(),
                    verdict.evidence().text(),
                    verdict.at());
        }
    }

    static HeldMessageAnswer of(HeldMail held) {
        return new HeldMessageAnswer(
                Line.of(held.verdict()), held.state(), held.heldAt(), held.decidedBy(), held.decidedAt());
    }
}
