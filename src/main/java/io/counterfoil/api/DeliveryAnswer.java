package io.counterfoil.api;

import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.SenderKind;
import io.counterfoil.kernel.CaseNumber;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a mail that arrived.
 *
 * @param outcome OPENED, APPENDED, HELD, IGNORED or DUPLICATE
 * @param caseNumber of a held mail the case that it stands beside; null: none
 * @param reasons why it is held or ignored, and what is noteworthy
 * @param evidence how that was decided, for people
 */
record DeliveryAnswer(
        String messageId,
        String outcome,
        @Nullable Long caseNumber,
        SenderKind senderKind,
        List<String> reasons,
        String evidence) {
    private static final String BROKE_STAGE = "BROKE_STAGE";

    static DeliveryAnswer of(UUID mail, Intake.Result result) {
        return switch (result) {
            case Intake.Decided(MailVerdict verdict, boolean now) ->
                new DeliveryAnswer(
                        mail.toString(),
                        now ? verdict.outcome().name() : "DUPLICATE",
                        number(verdict.number()),
                        verdict.senderKind(),
                        verdict.reasons(),
                        verdict.evidence().text());
            // it is stored, and waits for a person as a held one does
            case Intake.Broken(String stage) ->
                new DeliveryAnswer(
                        mail.toString(), "HELD", null, SenderKind.USER, List.of(BROKE_STAGE), "broke stage: " + stage);
        };
    }

    static @Nullable Long number(@Nullable CaseNumber number) {
        return number == null ? null : number.value();
    }
}
