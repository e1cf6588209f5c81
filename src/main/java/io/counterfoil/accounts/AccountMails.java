package io.counterfoil.accounts;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.OutgoingMail;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;

/** Mails about accounts, in their owner's language. Left in the outbox, in the caller's transaction. */
final class AccountMails {
    private final Outbox outbox;
    private final MessageSource messages;
    private final String publicUrl;

    /** @param publicUrl where browsers find this installation, without a slash at its end */
    AccountMails(Outbox outbox, MessageSource messages, String publicUrl) {
        this.outbox = outbox;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    boolean areSent() {
        return outbox.isConfigured();
    }

    /** A link to choose a password by. */
    void send(Account account, AccountLinks.Kind kind, String path) {
        String key = "mail." + kind.name().toLowerCase(Locale.ROOT);
        write(account, key, publicUrl + path, kind.good().toHours());
    }

    /** Somebody who signs in already has a role more. */
    void told(Account account, Map<OrganizerCode, Role> roles) {
        String codes =
                roles.keySet().stream().map(OrganizerCode::value).sorted().collect(Collectors.joining(", "));
        write(account, "mail.role", publicUrl + "/", codes);
    }

    /** Something about the sign-in has changed; if it was not him, he should know. */
    void changed(Account account, String what) {
        write(account, "mail." + what, publicUrl + "/");
    }

    private void write(Account account, String key, Object... values) {
        EmailAddress.parse(account.email())
                .ifPresent(to -> outbox.add(new OutgoingMail(
                        to,
                        text(account, key + ".subject"),
                        text(account, key + ".text", values) + "\n\n" + text(account, "mail.foot") + "\n")));
    }

    private String text(Account account, String key, Object... values) {
        return messages.getMessage(key, values, account.language().locale());
    }
}
