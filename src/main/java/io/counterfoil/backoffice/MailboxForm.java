package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.SilenceSettings;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as somebody fills it in.
 *
 * @param trustedAuthservIds one a line
 * @param silenceHours after which without a mail somebody is told; blank: nobody ever is
 * @param silenceTo addresses, one a line
 */
record MailboxForm(
        @Nullable String code,
        @Nullable String address,
        @Nullable String language,
        @Nullable String startTag,
        @Nullable String endTag,
        @Nullable String trustedAuthservIds,
        @Nullable String silenceHours,
        @Nullable String silenceTo,
        @Nullable ImapForm imap,
        @Nullable ServerForm smtp) {

    static MailboxForm empty(String language) {
        return new MailboxForm(
                "",
                "",
                language,
                IdTag.STANDARD.start(),
                IdTag.STANDARD.end(),
                "",
                "",
                "",
                ImapForm.NONE,
                ServerForm.NONE);
    }

    static MailboxForm of(Mailbox mailbox, IdTag tag, Formats fmt) {
        SilenceSettings silence = mailbox.silence();
        return new MailboxForm(
                mailbox.code(),
                mailbox.address().text(),
                mailbox.language(),
                tag.start(),
                tag.end(),
                String.join("\n", mailbox.trustedServers()),
                silence == null ? "" : Integer.toString(silence.afterHours()),
                silence == null ? "" : String.join("\n", silence.alarmTo()),
                ImapForm.of(mailbox.imap(), fmt),
                ServerForm.of(mailbox.smtp()));
    }

    /** @param zone in which times were typed */
    MailboxChange change(ZoneId zone) {
        ServerForm server = sending();
        return new MailboxChange(
                Told.of(ServerForm.given(address)),
                Told.of(ServerForm.given(language)),
                Told.of(lines(trustedAuthservIds)),
                Told.of(reading().settings(zone)),
                reading().secret(),
                Told.of(server.smtp()),
                server.secret(),
                Told.of(silence()));
    }

    /** Without hours nobody is told, whoever is named. */
    private @Nullable SilenceSettings silence() {
        String hours = ServerForm.given(silenceHours);
        if (hours == null) {
            return null;
        }
        try {
            return new SilenceSettings(Integer.parseInt(hours), lines(silenceTo));
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("silence.afterHours", hours, "a number of hours");
        }
    }

    IdTag tag() {
        return new IdTag(startTag == null ? "" : startTag, endTag == null ? "" : endTag);
    }

    public ServerForm sending() {
        return smtp == null ? ServerForm.NONE : smtp;
    }

    public ImapForm reading() {
        return imap == null ? ImapForm.NONE : imap;
    }

    static List<String> lines(@Nullable String typed) {
        return typed == null
                ? List.of()
                : typed.lines()
                        .flatMap(line -> List.of(line.split("[,;]", -1)).stream())
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
