package io.counterfoil.mail;

import io.counterfoil.kernel.Told;
import java.util.List;

/**
 * What somebody wants of a mailbox. What was not told keeps what is stored; null clears what can be absent, and sets back to the
 * default what cannot.
 *
 * @param imapSecret not told: stays, unless the host or the user is another one by now
 * @param smtpSecret the same
 */
public record MailboxChange(
        Told<String> address,
        Told<String> language,
        Told<List<String>> trustedServers,
        Told<ImapSettings> imap,
        Told<ServerSecret> imapSecret,
        Told<SmtpSettings> smtp,
        Told<ServerSecret> smtpSecret,
        Told<SilenceSettings> silence) {

    /** Everything stays; a mailbox that was used no more is in use again. */
    public static final MailboxChange NOTHING = new MailboxChange(
            Told.nothing(),
            Told.nothing(),
            Told.nothing(),
            Told.nothing(),
            Told.nothing(),
            Told.nothing(),
            Told.nothing());

    /** A change that leaves what is told of silence. */
    public MailboxChange(
            Told<String> address,
            Told<String> language,
            Told<List<String>> trustedServers,
            Told<ImapSettings> imap,
            Told<ServerSecret> imapSecret,
            Told<SmtpSettings> smtp,
            Told<ServerSecret> smtpSecret) {
        this(address, language, trustedServers, imap, imapSecret, smtp, smtpSecret, Told.nothing());
    }

    /** A mailbox that mails are pushed to: the least there is. */
    public static MailboxChange of(String address, String language) {
        return new MailboxChange(
                Told.of(address),
                Told.of(language),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing());
    }
}
