package io.counterfoil.imap;

import io.counterfoil.imap.ImapTrouble.Kind;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.AccessToken;
import io.counterfoil.mail.AccessTokens;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.OAuthSettings;
import io.counterfoil.mail.ServerSecret;

/** Opens connections, with a password or with a token that is fetched anew when the server does not take it. */
final class ImapSignIn {
    private final Mailboxes mailboxes;
    private final AccessTokens tokens;
    private final AddressPolicy policy;

    ImapSignIn(Mailboxes mailboxes, AccessTokens tokens, AddressPolicy policy) {
        this.mailboxes = mailboxes;
        this.tokens = tokens;
        this.policy = policy;
    }

    ImapConnection open(OrganizerCode organizer, String mailbox, ImapSettings settings, ImapTimes times)
            throws ImapTrouble {
        ServerSecret secret = mailboxes
                .imapSecret(organizer, mailbox)
                .orElseThrow(() ->
                        new ImapTrouble(Kind.REFUSED, "no secret is stored (expected: imap.password or imap.oauth)"));
        OAuthSettings oauth = settings.oauth();
        if (settings.login() == MailLogin.PASSWORD || oauth == null) {
            if (secret.password() == null) {
                throw new ImapTrouble(Kind.REFUSED, "no password is stored (expected: imap.password)");
            }
            return ImapConnection.open(new ImapAccount(settings, secret.password()), policy, times);
        }
        String owner = organizer + "/mailbox/" + mailbox + "/imap";
        String token = token(organizer, mailbox, oauth, secret);
        try {
            return ImapConnection.open(new ImapAccount(settings, token), policy, times);
        } catch (ImapTrouble trouble) {
            if (trouble.kind() != Kind.REFUSED) {
                throw trouble;
            }
            // it may have been withdrawn before its time
            tokens.refused(owner, token);
            ServerSecret now = mailboxes.imapSecret(organizer, mailbox).orElse(secret);
            String another = token(organizer, mailbox, oauth, now);
            if (another.equals(token)) {
                throw trouble;
            }
            return ImapConnection.open(new ImapAccount(settings, another), policy, times);
        }
    }

    private String token(OrganizerCode organizer, String mailbox, OAuthSettings oauth, ServerSecret secret)
            throws ImapTrouble {
        return switch (tokens.token(organizer + "/mailbox/" + mailbox + "/imap", oauth, secret)) {
            case AccessToken.Given(String token, String newRefreshToken) -> {
                if (newRefreshToken != null) {
                    mailboxes.imapRefreshed(organizer, mailbox, secret, newRefreshToken);
                }
                yield token;
            }
            case AccessToken.Refused(String why) ->
                throw new ImapTrouble(Kind.REFUSED, "the provider refused a token: " + why);
            case AccessToken.Unreachable(String why) -> throw new ImapTrouble(Kind.UNREACHABLE, why);
        };
    }
}
