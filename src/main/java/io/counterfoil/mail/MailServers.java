package io.counterfoil.mail;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.OrganizerCode;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Through which server a mailbox sends: its own, else the installation's. */
final class MailServers {
    private final Mailboxes mailboxes;
    private final @Nullable JavaMailSender installation;
    private final AccessTokens tokens;
    private final AddressPolicy policy;

    /**
     * @param installation null: it has none
     * @param policy where mailboxes' own servers may be
     */
    MailServers(Mailboxes mailboxes, @Nullable JavaMailSender installation, AccessTokens tokens, AddressPolicy policy) {
        this.mailboxes = mailboxes;
        this.installation = installation;
        this.tokens = tokens;
        this.policy = policy;
    }

    /** A connection, and for whom it is. */
    record Opened(Mailbox mailbox, SmtpConnection connection) implements AutoCloseable {
        @Override
        public void close() {
            connection.close();
        }
    }

    Opened open(OrganizerCode organizer, String code) throws MessagingException {
        Mailbox mailbox = mailboxes.require(organizer, code);
        SmtpSettings own = mailbox.smtp();
        if (own != null) {
            return new Opened(mailbox, open(organizer, code, own));
        }
        if (installation instanceof JavaMailSenderImpl server) {
            return new Opened(mailbox, SmtpConnection.open(server));
        }
        throw new MessagingException(
                "mailbox " + code + " has no mail server to send through, and neither has the installation");
    }

    private SmtpConnection open(OrganizerCode organizer, String code, SmtpSettings own) throws MessagingException {
        Optional<ServerSecret> secret = mailboxes.smtpSecret(organizer, code);
        OAuthSettings oauth = own.oauth();
        if (own.login() == MailLogin.PASSWORD || oauth == null) {
            return SmtpConnection.open(own, secret.map(ServerSecret::password).orElse(null), policy);
        }
        String owner = organizer + "/mailbox/" + code + "/smtp";
        ServerSecret known = secret.orElseThrow(() -> new MessagingException("no secret to get a token by"));
        String token = switch (tokens.token(owner, oauth, known)) {
            case AccessToken.Given(String given, String renewed) -> {
                if (renewed != null) {
                    mailboxes.smtpRefreshed(organizer, code, known, renewed);
                }
                yield given;
            }
            case AccessToken.Refused(String why) -> throw new MessagingException(why);
            case AccessToken.Unreachable(String why) -> throw new MessagingException(why);
        };
        try {
            return SmtpConnection.open(own, token, policy);
        } catch (AuthenticationFailedException withdrawn) {
            // the next attempt gets another one
            tokens.refused(owner, token);
            throw withdrawn;
        }
    }
}
