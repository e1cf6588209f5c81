package io.counterfoil.mail;

import io.counterfoil.journal.Differences;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the journal tells of a saved mailbox: what differs, of the secrets only that they were set, and of the people who are told
 * of its failures only how many they are.
 */
final class MailboxLine {
    private MailboxLine() {}

    /** Empty when nothing changed. */
    static ObjectNode of(@Nullable Mailbox former, Mailbox next, boolean imapSecret, boolean smtpSecret) {
        ObjectNode body = Differences.between(former == null ? null : described(former), described(next));
        if (imapSecret) {
            body.put("imapSecretChanged", true);
        }
        if (smtpSecret) {
            body.put("smtpSecretChanged", true);
        }
        if (former != null && !alarmed(former).equals(alarmed(next))) {
            body.put("imapAlarmToChanged", true);
        }
        return body;
    }

    private static List<String> alarmed(Mailbox mailbox) {
        ImapSettings imap = mailbox.imap();
        return imap == null ? List.of() : imap.alarmTo();
    }

    private static ObjectNode described(Mailbox mailbox) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("address", mailbox.address().text())
                .put("language", mailbox.language())
                .put("inUse", mailbox.isInUse())
                .put("trustedServers", String.join(" ", mailbox.trustedServers()));
        describe(body, mailbox.silence());
        ImapSettings imap = mailbox.imap();
        if (imap != null) {
            body.put("imap.host", imap.host())
                    .put("imap.port", imap.port())
                    .put("imap.tls", imap.security().name())
                    .put("imap.insecure", imap.insecure())
                    .put("imap.user", imap.user())
                    .put("imap.login", imap.login().name())
                    .put("imap.certificate", imap.certificate())
                    .put("imap.folder", imap.folder())
                    .put("imap.pollSeconds", imap.pollSeconds())
                    .put(
                            "imap.cutOff",
                            imap.since() == null ? null : imap.since().toString())
                    .put("imap.after", imap.after().name())
                    .put("imap.moveTo", imap.moveTo())
                    .put("imap.alarmTo", imap.alarmTo().size())
                    .put("imap.active", imap.active());
            describe(body, "imap.oauth2.", imap.oauth());
        }
        SmtpSettings smtp = mailbox.smtp();
        if (smtp != null) {
            body.put("smtp.host", smtp.host())
                    .put("smtp.port", smtp.port())
                    .put("smtp.tls", smtp.security().name())
                    .put("smtp.user", smtp.user())
                    .put("smtp.login", smtp.login().name());
            describe(body, "smtp.oauth2.", smtp.oauth());
        }
        return body;
    }

    private static void describe(ObjectNode body, @Nullable SilenceSettings silence) {
        if (silence != null) {
            body.put("silence.afterHours", silence.afterHours())
                    .put("silence.alarmTo", silence.alarmTo().size());
        }
    }

    private static void describe(ObjectNode body, String prefix, @Nullable OAuthSettings oauth) {
        if (oauth != null) {
            body.put(prefix + "tokenUrl", oauth.tokenUrl())
                    .put(prefix + "clientId", oauth.clientId())
                    .put(prefix + "scope", oauth.scope());
        }
    }
}
