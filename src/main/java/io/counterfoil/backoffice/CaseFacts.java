package io.counterfoil.backoffice;

import io.counterfoil.accounts.SignedIn;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.helpdesk.CaseFilter;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.helpdesk.HeldMail;
import io.counterfoil.helpdesk.HeldMails;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.Participant;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Authentication;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.tickets.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the page of a case shows. */
final class CaseFacts {
    private static final int BESIDE = 20;

    private final OrganizerTransactions transactions;
    private final Desk desk;
    private final CaseLines lines;
    private final CaseListFacts lists;
    private final ContactFacts people;

    CaseFacts(
            OrganizerTransactions transactions, Desk desk, CaseLines lines, CaseListFacts lists, ContactFacts people) {
        this.transactions = transactions;
        this.desk = desk;
        this.lines = lines;
        this.lists = lists;
        this.people = people;
    }

    /** Who knows of cases. */
    record Desk(
            SupportCases cases,
            HeldMails held,
            Intake intake,
            MailboxTags tags,
            Contacts contacts,
            Deliveries deliveries,
            CaseFields fields,
            DeskSettings settings) {}

    /** @param before which entries: those before this one; null: the last ones */
    CaseView of(OrganizerCode organizer, CaseNumber number, @Nullable UUID before, SignedIn user, Formats fmt) {
        return transactions.read(organizer, () -> {
            SupportCase found = desk.cases().require(organizer, number);
            CaseNumber own = found.number();
            SupportCases.Stretch stretch = desk.cases().stretch(organizer, own, before);
            ContactId asks = found.requester();
            People known = new People(
                    user.viewIn(organizer),
                    fmt,
                    asks == null ? Map.of() : desk.contacts().findAll(organizer, List.of(asks)));
            return new CaseView(
                    found,
                    String.valueOf(known.view().other(CaseListFacts.subject(found, fmt))),
                    tag(organizer, found),
                    CaseListFacts.requester(found, known),
                    lines.of(organizer, stretch.entries(), known),
                    stretch,
                    desk.cases().participants(organizer, own).stream()
                            .map(each -> somebody(each, known))
                            .toList(),
                    desk.cases().tickets(organizer, own),
                    desk.cases().links(organizer, own),
                    MailListPages.rows(
                            organizer,
                            desk.held().list(organizer, HeldMail.State.HELD, own, null, BESIDE).stream()
                                    .map(HeldMail::verdict)
                                    .toList(),
                            user,
                            fmt),
                    asks == null ? null : sender(organizer, found, asks, user, fmt),
                    isProved(organizer, found),
                    beside(organizer, found, known));
        });
    }

    private CaseView.Beside beside(OrganizerCode organizer, SupportCase found, People people) {
        Map<UUID, List<CaseView.Sent>> sent = desk.deliveries().ofCase(organizer, found.number()).stream()
                .filter(each -> each.about() != null && isTold(each))
                .collect(Collectors.groupingBy(
                        each -> Objects.requireNonNull(each.about()),
                        Collectors.mapping(each -> sent(each, people), Collectors.toList())));
        List<CaseView.Field> fields = desk.fields().of(organizer, found.number()).stream()
                .map(each -> new CaseView.Field(
                        each.name(), String.valueOf(people.view().other(each.value()))))
                .toList();
        return new CaseView.Beside(
                sent, fields, desk.settings().levels(organizer, List.of(found)).getFirst());
    }

    /** That agents were told is of interest only where they were not. */
    private static boolean isTold(Delivery delivery) {
        return delivery.purpose() != MailPurpose.AGENT_NOTICE
                || delivery.state().hasFailed();
    }

    private static CaseView.Sent sent(Delivery each, People people) {
        String answer = each.answer() == null || people.view().isMasked() ? "" : each.answer();
        return new CaseView.Sent(people.address(each.address().text()), each.state(), each.stateAt(), answer);
    }

    private static CaseView.Somebody somebody(Participant each, People people) {
        return new CaseView.Somebody(
                String.valueOf(people.view().name(each.name())),
                people.address(each.address().text()),
                each.role());
    }

    /** Whether the requester's last mail was authenticated; of what was said otherwise nobody knows. */
    boolean isProved(OrganizerCode organizer, SupportCase found) {
        return transactions.read(
                organizer,
                () -> desk.cases()
                        .lastMailOf(organizer, found.number(), found.requester())
                        .flatMap(mail -> desk.intake().verdict(organizer, mail))
                        .filter(verdict -> verdict.authentication() == Authentication.Verdict.PASSED)
                        .isPresent());
    }

    private String tag(OrganizerCode organizer, SupportCase found) {
        String mailbox = found.mailbox();
        IdTag tag = mailbox == null ? IdTag.STANDARD : desk.tags().present(organizer, mailbox);
        return tag.start() + found.number() + tag.end();
    }

    private CaseView.@Nullable Sender sender(
            OrganizerCode organizer, SupportCase found, ContactId asks, SignedIn user, Formats fmt) {
        ContactView contact = people.of(organizer, asks, null, user, fmt);
        List<ContactId> ids = new ArrayList<>(List.of(contact.contact().id()));
        ids.addAll(contact.merged());
        List<SupportCase> others = desk.cases().list(organizer, CaseFilter.of(ids), null, BESIDE).stream()
                .filter(each -> !each.number().equals(found.number()))
                .toList();
        List<CaseView.Pending> pending = contact.pending().stream()
                .map(line -> new CaseView.Pending(
                        line,
                        ChainPicture.begin(line.line()),
                        line.line().transferId() != null && line.line().source() != Distribution.Source.BACK_OFFICE))
                .toList();
        return new CaseView.Sender(contact, pending, lists.rows(organizer, others, user, fmt));
    }
}
