package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Heading;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.ReadingContext;
import io.counterfoil.mail.SignedMessageId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which Message-IDs a mail of a case goes on from, so that it stands in its thread in every mail program. Each case has a root of its
 * own, a Message-ID that we sign and no mail bears: with it even the first mail of a case that was opened by telephone has a
 * reference, and every answer names the case.
 */
final class CaseThread {
    /** Of the root: no mail. */
    private static final UUID NO_MAIL = new UUID(0, 0);

    private final CaseQueries queries;
    private final InboundMails mails;
    private final Deliveries deliveries;
    private final SignedMessageId signing;

    CaseThread(CaseQueries queries, InboundMails mails, Deliveries deliveries, SignedMessageId signing) {
        this.queries = queries;
        this.mails = mails;
        this.deliveries = deliveries;
        this.signing = signing;
    }

    /**
     * The mail that is answered.
     *
     * @param thread what it went on from, and itself last; empty: there is none
     */
    record Parent(UUID mailId, List<String> thread) {
        static final Parent NONE = new Parent(NO_MAIL, List.of());

        static Parent of(UUID mailId, Heading heading) {
            List<String> thread = new ArrayList<>(heading.references());
            if (heading.references().isEmpty()) {
                thread.addAll(heading.inReplyTo());
            }
            if (!heading.messageId().isEmpty()) {
                thread.add(heading.messageId());
            }
            return new Parent(mailId, List.copyOf(thread));
        }
    }

    /** The last mail that came into a case, from its supplier or from anybody else. */
    Parent parent(OrganizerCode organizer, CaseNumber number, boolean supplier) {
        UUID mail = queries.said()
                .lastMail(organizer, number, supplier ? SenderKind.SUPPLIER : SenderKind.USER)
                .map(CaseEntry::mailId)
                .orElse(null);
        if (mail == null) {
            return Parent.NONE;
        }
        byte[] raw = mails.raw(organizer, mail);
        return Parent.of(
                mail, MailReader.read(raw, ReadingContext.NOTHING_KNOWN).heading());
    }

    /** The thread of a mail to somebody: root, what came before, and what we wrote to him since; the nearest last. */
    List<String> of(OrganizerCode organizer, CaseNumber number, EmailAddress mailbox, EmailAddress to, Parent parent) {
        Set<String> thread = new LinkedHashSet<>();
        String domain = mailbox.key().substring(mailbox.key().lastIndexOf('@') + 1);
        thread.add(signing.sign(organizer, number, mailbox, MailPurpose.NOTICE, NO_MAIL, domain));
        List<Deliveries.Written> written = deliveries.written(organizer, number, to);
        written.stream().filter(each -> !isAfter(each.mailId(), parent)).forEach(each -> thread.add(each.messageId()));
        parent.thread().forEach(thread::remove);
        thread.addAll(parent.thread());
        written.stream().filter(each -> isAfter(each.mailId(), parent)).forEach(each -> thread.add(each.messageId()));
        return List.copyOf(thread);
    }

    /** Ids of mails grow with time, those that came and those that went. */
    private static boolean isAfter(UUID mail, Parent parent) {
        return mail.toString().compareTo(parent.mailId().toString()) > 0;
    }
}
