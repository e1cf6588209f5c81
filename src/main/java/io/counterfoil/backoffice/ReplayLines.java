package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.Replay;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.TicketId;
import java.util.List;
import java.util.stream.Collectors;

/** What would be otherwise if a mail that was taken came today, in the reader's words. */
final class ReplayLines {
    private ReplayLines() {}

    /** One thing that would be otherwise. */
    record Line(String what, String then, String now) {}

    /** Empty: it would be the same. */
    static List<Line> of(Replay replay, Formats fmt) {
        return switch (replay) {
            case Replay.Taken taken -> List.of();
            case Replay.Compared compared ->
                compared.differences().stream()
                        .map(part -> line(part, compared, fmt))
                        .toList();
        };
    }

    private static Line line(Replay.Part part, Replay.Compared compared, Formats fmt) {
        String what = fmt.word("mail.part", part);
        return switch (part) {
            case TEXT -> new Line(what, Excerpt.of(compared.thenText()), Excerpt.of(compared.nowText()));
            case TICKETS ->
                new Line(
                        what,
                        Formats.NOTHING,
                        compared.tickets().stream().map(TicketId::value).collect(Collectors.joining(", ")));
            case FIELDS ->
                new Line(
                        what,
                        Formats.NOTHING,
                        compared.fields().stream()
                                .map(field -> field.field() + ": " + field.value())
                                .collect(Collectors.joining("; ")));
            case OUTCOME, CASE, EVIDENCE, SENDER, REASONS, AUTHENTICATION, SUBJECT, FROM ->
                new Line(what, words(part, compared.then(), fmt), words(part, compared.now(), fmt));
        };
    }

    private static String words(Replay.Part part, MailVerdict verdict, Formats fmt) {
        return switch (part) {
            case OUTCOME -> fmt.word("mail.outcome", verdict.outcome());
            case CASE -> String.valueOf(verdict.number());
            case EVIDENCE -> CaseLines.words(verdict.evidence(), fmt);
            case SENDER -> fmt.word("sender", verdict.senderKind());
            case REASONS ->
                verdict.reasons().stream()
                        .map(reason -> fmt.word("mail.reason", reason))
                        .collect(Collectors.joining("; "));
            case AUTHENTICATION -> fmt.word("mail.authentication", verdict.authentication());
            case SUBJECT -> verdict.subject();
            case FROM -> verdict.fromName() + " <" + verdict.fromAddress() + ">";
            case TEXT, TICKETS, FIELDS -> "";
        };
    }
}
