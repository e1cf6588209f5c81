package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxChange;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox as somebody fills it in.
 *
 * @param trustedAuthservIds one a line
 */
record MailboxForm(
        @Nullable String code,
        @Nullable String address,
        @Nullable String language,
        @Nullable String startTag,
        @Nullable String endTag,
        @Nullable String trustedAuthservIds,
        @Nullable ImapForm imap,
        @Nullable ServerForm smtp) {

    static MailboxForm empty(String language) {
        return new MailboxForm(
                "", "", language, IdTag.STANDARD.start(), IdTag.STANDARD.end(), "", ImapForm.NONE, ServerForm.NONE);
    }

    static MailboxForm of(Mailbox mailbox, IdTag tag, Formats fmt) {
        return new MailboxForm(
                mailbox.code(),
                mailbox.address().text(),
                mailbox.language(),
                tag.start(),
                tag.end(),
                String.join("\n", mailbox.trustedServers()),
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
                server.secret());
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
