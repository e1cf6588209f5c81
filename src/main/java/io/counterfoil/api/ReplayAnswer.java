package io.counterfoil.api;

import io.counterfoil.helpdesk.CaptureRules;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.Replay;
import io.counterfoil.helpdesk.SenderKind;
import io.counterfoil.kernel.TicketId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What came of taking a mail again. Of one that was taken before, what was decided then.
 *
 * @param outcome OPENED, APPENDED, HELD, IGNORED; DUPLICATE: it was taken before
 * @param differences of a mail that was taken before: what would be otherwise today; it stays as it is
 */
record ReplayAnswer(
        String messageId,
        String outcome,
        @Nullable Long caseNumber,
        SenderKind senderKind,
        List<String> reasons,
        String evidence,
        List<Difference> differences) {
    /** @param part OUTCOME, CASE, EVIDENCE, SENDER, REASONS, AUTHENTICATION, SUBJECT, FROM, TEXT, TICKETS or FIELDS */
    record Difference(Replay.Part part, String then, String now) {}

    static ReplayAnswer of(UUID mail, Replay replay) {
        return switch (replay) {
            case Replay.Taken(Intake.Result result) -> of(DeliveryAnswer.of(mail, result), List.of());
            case Replay.Compared compared ->
                of(
                        DeliveryAnswer.of(mail, new Intake.Decided(compared.then(), false)),
                        compared.differences().stream()
                                .map(part -> difference(part, compared))
                                .toList());
        };
    }

    private static ReplayAnswer of(DeliveryAnswer answer, List<Difference> differences) {
        return new ReplayAnswer(
                answer.messageId(),
                answer.outcome(),
                answer.caseNumber(),
                answer.senderKind(),
                answer.reasons(),
                answer.evidence(),
                differences);
    }

    private static Difference difference(Replay.Part part, Replay.Compared compared) {
        return switch (part) {
            case TEXT -> new Difference(part, compared.thenText(), compared.nowText());
            case TICKETS ->
                new Difference(
                        part,
                        "",
                        compared.tickets().stream().map(TicketId::value).collect(Collectors.joining(" ")));
            case FIELDS ->
                new Difference(
                        part,
                        "",
                        compared.fields().stream().map(ReplayAnswer::field).collect(Collectors.joining("; ")));
            case OUTCOME, CASE, EVIDENCE, SENDER, REASONS, AUTHENTICATION, SUBJECT, FROM ->
                new Difference(part, told(part, compared.then()), told(part, compared.now()));
        };
    }

    private static String field(CaptureRules.Captured field) {
        return field.field() + ": " + field.value();
    }

    private static String told(Replay.Part part, MailVerdict verdict) {
        return switch (part) {
            case OUTCOME -> verdict.outcome().name();
            case CASE -> String.valueOf(DeliveryAnswer.number(verdict.number()));
            case EVIDENCE -> verdict.evidence().text();
            case SENDER -> verdict.senderKind().name();
            case REASONS -> String.join(" ", verdict.reasons());
            case AUTHENTICATION -> verdict.authentication().name();
            case SUBJECT -> verdict.subject();
            case FROM -> verdict.fromName() + " <" + verdict.fromAddress() + ">";
            case TEXT, TICKETS, FIELDS -> "";
        };
    }
}
