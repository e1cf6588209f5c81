package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Attachment;
import io.counterfoil.mail.AutoSubmitted;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.MailReader;
import io.counterfoil.mail.MailRecipient;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.OutgoingFile;
import io.counterfoil.mail.ReadingContext;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Sends what agents write, to whom the case is for or to its supplier. */
final class AgentReplies implements Replies {
    private static final int LONGEST_QUOTE = 10_000;

    private final CaseMails letters;
    private final CaseQueries queries;
    private final Suppliers suppliers;
    private final InboundMails mails;

    AgentReplies(CaseMails letters, CaseQueries queries, Suppliers suppliers, InboundMails mails) {
        this.letters = letters;
        this.queries = queries;
        this.suppliers = suppliers;
        this.mails = mails;
    }

    @Override
    public void send(OrganizerCode organizer, Reply reply) {
        SupportCase about = reply.supportCase();
        Mailbox mailbox = letters.mailbox(organizer, about)
                .orElseThrow(() -> Refusal.conflict("no-mailbox", "the organizer has no mailbox to write from"));
        List<EmailAddress> to = reply.to().isEmpty() ? requester(about) : reply.to();
        boolean supplier = isSupplier(organizer, about, to);
        String requesterName = letters.name(organizer, about.requester());
        Map<TemplateVariable, String> words = new EnumMap<>(TemplateVariable.class);
        words.put(TemplateVariable.REPLY, reply.text());
        words.put(TemplateVariable.AGENT, reply.name());
        words.put(TemplateVariable.NAME, supplier || !isRequester(about, to) ? "" : requesterName);
        words.put(TemplateVariable.QUOTE, quote(organizer, about, supplier));
        letters.write(
                organizer,
                mailbox,
                new CaseMails.Letter(
                        about,
                        supplier ? MailEvent.SUPPLIER_NOTE : MailEvent.AGENT_REPLY,
                        supplier ? MailPurpose.SUPPLIER : MailPurpose.REPLY,
                        AutoSubmitted.NO,
                        reply.entryId(),
                        words,
                        true,
                        recipients(about, reply, to, requesterName),
                        files(organizer, reply),
                        null));
    }

    private static List<EmailAddress> requester(SupportCase about) {
        return EmailAddress.parse(about.requesterAddress())
                .map(List::of)
                .orElseThrow(() -> Refusal.invalid("to", null, "an address, as the case has no requester"));
    }

    private static boolean isRequester(SupportCase about, List<EmailAddress> to) {
        return EmailAddress.parse(about.requesterAddress()).filter(to::contains).isPresent();
    }

    private boolean isSupplier(OrganizerCode organizer, SupportCase about, List<EmailAddress> to) {
        String code = about.supplier();
        if (code == null) {
            return false;
        }
        return suppliers
                .find(organizer, code)
                .filter(supplier -> to.stream()
                        .allMatch(address -> supplier.addresses().contains(address.key())
                                || supplier.domains()
                                        .contains(address.key()
                                                .substring(address.key().lastIndexOf('@') + 1))))
                .isPresent();
    }

    /** Each address once, where it stands first. */
    private static List<CaseMails.To> recipients(
            SupportCase about, Reply reply, List<EmailAddress> to, String requesterName) {
        Set<EmailAddress> seen = new LinkedHashSet<>();
        List<CaseMails.To> recipients = new ArrayList<>();
        add(recipients, seen, MailRecipient.Role.TO, to, about, requesterName);
        add(recipients, seen, MailRecipient.Role.CC, reply.cc(), about, requesterName);
        add(recipients, seen, MailRecipient.Role.BCC, reply.bcc(), about, requesterName);
        return recipients;
    }

    private static void add(
            List<CaseMails.To> recipients,
            Set<EmailAddress> seen,
            MailRecipient.Role role,
            List<EmailAddress> addresses,
            SupportCase about,
            String requesterName) {
        for (EmailAddress address : addresses) {
            if (seen.add(address)) {
                boolean requester = isRequester(about, List.of(address));
                recipients.add(new CaseMails.To(role, address, requester ? requesterName : ""));
            }
        }
    }

    /** What is answered: to a supplier only what he wrote himself. */
    private String quote(OrganizerCode organizer, SupportCase about, boolean supplier) {
        SenderKind wanted = supplier ? SenderKind.SUPPLIER : SenderKind.USER;
        return queries.said()
                .lastMail(organizer, about.number(), wanted)
                .map(entry -> entry.text()
                        .substring(0, Math.min(LONGEST_QUOTE, entry.text().length())))
                .orElse("");
    }

    private List<OutgoingFile> files(OrganizerCode organizer, Reply reply) {
        UUID mailId = reply.attachmentsOf();
        if (mailId == null) {
            return reply.files();
        }
        byte[] raw = mails.raw(organizer, mailId);
        List<OutgoingFile> files = new ArrayList<>(reply.files());
        for (Attachment each :
                MailReader.read(raw, ReadingContext.NOTHING_KNOWN).attachments()) {
            MailReader.file(raw, each.number())
                    .ifPresent(bytes -> files.add(new OutgoingFile(each.filename(), each.contentType(), bytes)));
        }
        return files;
    }
}
