package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/** A mailbox, and mails that arrive there, for tests of screens. */
final class DeskWorld {
    private final ApplicationContext context;
    private final OrganizerCode organizer;
    private final String box;

    DeskWorld(ApplicationContext context, OrganizerCode organizer) {
        this(context, organizer, "support");
    }

    /** @param box code of the mailbox */
    DeskWorld(ApplicationContext context, OrganizerCode organizer, String box) {
        this.context = context;
        this.organizer = organizer;
        this.box = box;
        Mailboxes mailboxes = context.getBean(Mailboxes.class);
        if (mailboxes.find(organizer, box).isEmpty()) {
            MailboxChange change = new MailboxChange(
                    Told.of("support@" + organizer + ".example"),
                    Told.of("en"),
                    Told.of(List.of("mx.example")),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing());
            mailboxes.save(organizer, box, change, "test");
            context.getBean(MailboxTags.class).save(organizer, box, IdTag.STANDARD, "test");
        }
    }

    /** A plain mail, and what became of it. */
    MailVerdict mail(String from, String subject, String text) {
        return deliver("", from, subject, "Content-Type: text/plain; charset=utf-8\n\n" + text);
    }

    /** A mail whose sender the organizer's own server has found to be who he says. */
    MailVerdict proved(String from, String subject, String text) {
        String domain = from.replaceAll(".*@", "").replace(">", "");
        return deliver(
                "Authentication-Results: mx.example; dmarc=pass header.from=" + domain + "\n",
                from,
                subject,
                "Content-Type: text/plain; charset=utf-8\n\n" + text);
    }

    /** @param rest headers of the body, an empty line, the body */
    MailVerdict deliver(String headers, String from, String subject, String rest) {
        String raw = headers + "From: " + from + "\nTo: support@" + organizer + ".example\nSubject: " + subject
                + "\nMessage-ID: <" + UUID.randomUUID() + "@fans.example>\nDate: Mon, 4 May 2026 08:00:00 +0000\n"
                + "MIME-Version: 1.0\n" + rest;
        InboundMails.Stored stored = context.getBean(InboundMails.class)
                .store(
                        organizer,
                        box,
                        raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
                        new MailOrigin.Push());
        return switch (context.getBean(Intake.class).takeNow(organizer, stored.id())) {
            case Intake.Decided decided -> decided.verdict();
            case Intake.Broken broken -> throw new AssertionError("broke " + broken.stage());
        };
    }

    /** A week's worth for pictures and walks: a conversation, one with files and HTML, a held mail, an ignored one. */
    void week() {
        MailVerdict first = proved(
                "Anna Meier <anna1@example.org>",
                "Où sont mes billets ?",
                "Bonjour,\n\nje ne trouve pas le billet T-001 " + ScreensWorld.HOSTILE + "\n\nAnna\n");
        deliver("", "Anna Meier <anna1@example.org>", "Re: [ID:" + number(first) + "] Où sont mes billets ?", """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/html; charset=utf-8

                <p>Voici la <b>capture</b>.<script>alert(1)</script><img src="https://elsewhere.example/pixel.png"></p>
                --b
                Content-Type: application/pdf; name="ticket.pdf"
                Content-Disposition: attachment; filename="ticket.pdf"

                %PDF-1.4
                --b--
                """);
        mail(
                "Stranger <stranger@elsewhere.example>",
                "Re: [ID:" + number(first) + "] hello",
                "let me in " + ScreensWorld.HOSTILE);
        mail("ben@example.org", "Lost ticket", "I have lost my invitation\n\nOn Monday Anna wrote:\n> here it is\n");
        deliver(
                "Auto-Submitted: auto-replied\n",
                "Out <out@example.org>",
                "Out of office",
                "Content-Type: text/plain\n\nI am away\n");
    }

    static String number(MailVerdict verdict) {
        return Objects.requireNonNull(verdict.number()).toString();
    }
}
