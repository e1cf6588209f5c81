package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.RemoteContent;
import io.counterfoil.mail.UnderstoodMail;
import java.util.Optional;
import java.util.UUID;

/** Mails as they are understood now: read from their bytes each time, so that a better version understands old ones better. */
public final class StoredMails {
    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final Mailboxes mailboxes;
    private final IntakeReader reader;

    StoredMails(OrganizerTransactions transactions, InboundMails mails, Mailboxes mailboxes, IntakeReader reader) {
        this.transactions = transactions;
        this.mails = mails;
        this.mailboxes = mailboxes;
        this.reader = reader;
    }

    /** A mail, read; refused when there is none. */
    public UnderstoodMail read(OrganizerCode organizer, UUID mailId, RemoteContent remote) {
        Bytes stored = transactions.read(organizer, () -> {
            InboundMail mail = mails.find(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId));
            return new Bytes(mails.raw(organizer, mailId), mailboxes.require(organizer, mail.mailbox()));
        });
        return MailReader.read(stored.raw(), reader.context(stored.mailbox(), remote));
    }

    /** A file of a mail, by its number; nothing when it has no such file. */
    public Optional<byte[]> file(OrganizerCode organizer, UUID mailId, int number) {
        return MailReader.file(mails.raw(organizer, mailId), number);
    }

    private record Bytes(byte[] raw, Mailbox mailbox) {}
}
