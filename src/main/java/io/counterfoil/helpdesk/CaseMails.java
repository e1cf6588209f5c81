package io.counterfoil.helpdesk;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.AutoSubmitted;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.MailRecipient;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxMail;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.OutgoingFile;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mails of cases by their templates and leaves them in the outbox, within the transaction of what they tell of. Each carries
 * exactly one tag, its case's.
 */
final class CaseMails {
    private final MailTemplates templates;
    private final MailboxTags tags;
    private final Mailboxes mailboxes;
    private final Organizers organizers;
    private final Contacts contacts;
    private final CaseThread thread;
    private final Outbox outbox;

    CaseMails(
            MailTemplates templates,
            MailboxTags tags,
            Mailboxes mailboxes,
            Organizers organizers,
            Contacts contacts,
            CaseThread thread,
            Outbox outbox) {
        this.templates = templates;
        this.tags = tags;
        this.mailboxes = mailboxes;
        this.organizers = organizers;
        this.contacts = contacts;
        this.thread = thread;
        this.outbox = outbox;
    }

    /** Whom a mail goes to. */
    record To(MailRecipient.Role role, EmailAddress address, String name) {
        static To only(EmailAddress address, String name) {
            return new To(MailRecipient.Role.TO, address, name);
        }
    }

    /**
     * A mail that is to be written.
     *
     * @param about the entry that it tells of
     * @param words what the event's template may name besides what every mail may
     * @param others whether it may say what others than the organizer's people chose
     * @param parent the mail that it answers; null: the last one of the case
     */
    record Letter(
            SupportCase supportCase,
            MailEvent event,
            MailPurpose purpose,
            AutoSubmitted autoSubmitted,
            @Nullable UUID about,
            Map<TemplateVariable, String> words,
            boolean others,
            List<To> to,
            List<OutgoingFile> files,
            CaseThread.@Nullable Parent parent) {}

    /** The mailbox that a case's mails go out from: its own as long as that is in use, else the organizer's first. */
    Optional<Mailbox> mailbox(OrganizerCode organizer, SupportCase supportCase) {
        String code = supportCase.mailbox();
        Optional<Mailbox> own = code == null
                ? Optional.empty()
                : mailboxes.find(organizer, code).filter(Mailbox::isInUse);
        return own.or(() -> mailboxes.inUse(organizer).stream().findFirst());
    }

    /** Leaves the mail; answers its id. */
    UUID write(OrganizerCode organizer, Mailbox mailbox, Letter letter) {
        SupportCase about = letter.supportCase();
        Organizer owner = organizers.require(organizer);
        String language = letter.event() == MailEvent.AGENT_NOTICE ? owner.language() : about.language();
        String known = MailTemplates.languages().contains(language)
                ? language
                : MailTemplates.languages().getFirst();
        IdTag tag = tags.present(organizer, mailbox.code());
        IdTags all = tags.matching(organizer);
        MailBrand brand = templates.brand(organizer, mailbox.code(), known, owner.name());
        Map<TemplateVariable, String> values = new EnumMap<>(TemplateVariable.class);
        values.put(TemplateVariable.SUBJECT, MailText.bareSubject(all.without(about.subject())));
        values.putAll(letter.words());
        if (!letter.others()) {
            values = MailTemplates.withoutOthersWords(values);
        }
        values.put(TemplateVariable.NUMBER, about.number().toString());
        values.put(TemplateVariable.TAG, IdTags.write(tag, about.number()));
        values.put(TemplateVariable.ORGANIZER, owner.name());
        values.put(TemplateVariable.MAILBOX, brand.displayName());
        values.put(TemplateVariable.ADDRESS, mailbox.address().text());
        values.keySet().retainAll(letter.event().variables());
        MailTemplates.Composed composed = MailTemplates.composed(
                templates.current(organizer, letter.event(), known).template(), values, brand);
        return outbox.add(
                organizer,
                new MailboxMail(
                        mailbox.code(),
                        mailbox.address(),
                        brand.displayName(),
                        about.number(),
                        letter.purpose(),
                        letter.about(),
                        letter.autoSubmitted(),
                        all.tagged(composed.subject(), tag, about.number()),
                        composed.text(),
                        composed.html(),
                        recipients(organizer, mailbox, letter),
                        letter.files()));
    }

    private List<MailRecipient> recipients(OrganizerCode organizer, Mailbox mailbox, Letter letter) {
        CaseNumber number = letter.supportCase().number();
        CaseThread.Parent parent = letter.parent() == null
                ? thread.parent(organizer, number, letter.event() == MailEvent.SUPPLIER_NOTE)
                : letter.parent();
        return letter.to().stream()
                .map(to -> new MailRecipient(
                        to.role(),
                        to.address(),
                        MailText.line(to.name()),
                        thread.of(organizer, number, mailbox.address(), to.address(), parent)))
                .toList();
    }

    /** What a contact is called in a mail to him; empty while nobody knows his name. */
    String name(OrganizerCode organizer, @Nullable ContactId contact) {
        if (contact == null) {
            return "";
        }
        return contacts.find(organizer, contact)
                .filter(known -> !known.temporary() && known.erasedAt() == null)
                .map(Contact::displayName)
                .orElse("");
    }
}
