package io.counterfoil.api;

import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.SenderKind;
import io.counterfoil.mail.Attachment;
import io.counterfoil.mail.Authentication;
import io.counterfoil.mail.Correspondent;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.MailKind;
import io.counterfoil.mail.UnderstoodMail;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it is understood, and what was decided about it. Everything in it is what anybody wrote.
 *
 * @param html sanitised
 * @param blocked how many pictures from elsewhere the HTML would show
 * @param outcome null: nobody has decided yet
 * @param stage where taking it broke; null: it did not
 */
record MessageAnswer(
        String id,
        String mailbox,
        Instant storedAt,
        String subject,
        @Nullable Person from,
        List<Person> to,
        List<Person> cc,
        @Nullable Instant date,
        String text,
        String newText,
        String html,
        int blocked,
        List<File> attachments,
        MailKind kind,
        List<String> signs,
        Authentication.Verdict authentication,
        List<String> defects,
        @Nullable String outcome,
        @Nullable Long caseNumber,
        @Nullable SenderKind senderKind,
        List<String> reasons,
        @Nullable String evidence,
        @Nullable String stage) {

    record Person(String address, String name) {
        static Person of(Correspondent person) {
            return new Person(person.address(), person.name());
        }
    }

    record File(int number, String filename, String contentType, long size, String sha256, boolean inline) {
        static File of(Attachment file) {
            return new File(
                    file.number(), file.filename(), file.contentType(), file.size(), file.sha256(), file.inline());
        }
    }

    static MessageAnswer of(InboundMail stored, UnderstoodMail mail, @Nullable MailVerdict verdict) {
        return new MessageAnswer(
                stored.id().toString(),
                stored.mailbox(),
                stored.storedAt(),
                mail.heading().subject(),
                mail.heading().from().map(Person::of).orElse(null),
                mail.heading().to().stream().map(Person::of).toList(),
                mail.heading().cc().stream().map(Person::of).toList(),
                mail.heading().date().orElse(null),
                mail.content().text(),
                mail.content().newText(),
                mail.content().html(),
                mail.content().blocked(),
                mail.attachments().stream().map(File::of).toList(),
                mail.nature().kind(),
                mail.nature().signs(),
                mail.authentication().verdict(),
                mail.defects(),
                verdict == null ? null : verdict.outcome().name(),
                verdict == null ? null : DeliveryAnswer.number(verdict.number()),
                verdict == null ? null : verdict.senderKind(),
                verdict == null ? List.of() : verdict.reasons(),
                verdict == null ? null : verdict.evidence().text(),
                stored.stage());
    }
}
