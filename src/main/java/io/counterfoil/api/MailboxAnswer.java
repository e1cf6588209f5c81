package io.counterfoil.api;

import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.MailboxTags.MailboxTag;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.OAuthSettings;
import io.counterfoil.mail.ServerSecret;
import io.counterfoil.mail.SilenceSettings;
import io.counterfoil.mail.SmtpSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mailbox without its secrets.
 *
 * @param silence when somebody is told that no mail arrives; null: never
 * @param retiredTags tags that it had before, which still match
 * @param retiredAt since when it is used no more; null: it is in use
 */
record MailboxAnswer(
        String code,
        String address,
        String startTag,
        String endTag,

        @Schema(description = "From where it is read: docs/howto/mail.md", implementation = Object.class) @Nullable
        ObjectNode imap,

        @Nullable Smtp smtp,
        @Nullable SilenceSettings silence,
        String language,
        List<String> trustedAuthservIds,
        List<Tag> retiredTags,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant retiredAt) {

    record Tag(String startTag, String endTag) {}

    record OAuth(String tokenUrl, String clientId, @Nullable String scope) {
        static @Nullable OAuth of(@Nullable OAuthSettings oauth) {
            return oauth == null ? null : new OAuth(oauth.tokenUrl(), oauth.clientId(), oauth.scope());
        }
    }

    record Smtp(
            String host,
            int port,
            MailSecurity security,
            @Nullable String user,
            @Nullable OAuth oauth) {
        static @Nullable Smtp of(@Nullable SmtpSettings smtp) {
            return smtp == null
                    ? null
                    : new Smtp(smtp.host(), smtp.port(), smtp.security(), smtp.user(), OAuth.of(smtp.oauth()));
        }
    }

    /**
     * @param imapSecret what signs in where it is read, of which only the presence is told; null: nothing
     * @param all the organizer's tags
     */
    static MailboxAnswer of(Mailbox mailbox, @Nullable ServerSecret imapSecret, List<MailboxTag> all) {
        List<MailboxTag> own =
                all.stream().filter(tag -> tag.mailbox().equals(mailbox.code())).toList();
        IdTag present = own.stream()
                .filter(MailboxTag::isPresent)
                .map(MailboxTag::tag)
                .findFirst()
                .orElse(IdTag.STANDARD);
        return new MailboxAnswer(
                mailbox.code(),
                mailbox.address().text(),
                present.start(),
                present.end(),
                mailbox.imap() == null ? null : ImapJson.answer(mailbox.imap(), imapSecret),
                Smtp.of(mailbox.smtp()),
                mailbox.silence(),
                mailbox.language(),
                mailbox.trustedServers(),
                own.stream()
                        .filter(tag -> !tag.isPresent())
                        .map(tag -> new Tag(tag.tag().start(), tag.tag().end()))
                        .toList(),
                mailbox.createdAt(),
                mailbox.updatedAt(),
                mailbox.retiredAt());
    }
}
