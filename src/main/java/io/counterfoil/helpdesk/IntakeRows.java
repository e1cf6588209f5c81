package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.helpdesk.IntakeWriter.Done;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.ForwardedMail;
import io.counterfoil.mail.Mailbox;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What mails leave, row by row, before any of it is written: cases, entries, people, verdicts, lines for the journal. */
final class IntakeRows {
    private final CaseStore store;
    private final Ids ids;
    private final Iterator<CaseNumber> numbers;
    private final List<Line> lines = new ArrayList<>();

    /**
     * Begins empty.
     *
     * @param store collects the rows
     * @param numbers of the cases that are made
     */
    IntakeRows(CaseStore store, Ids ids, List<CaseNumber> numbers) {
        this.store = store;
        this.ids = ids;
        this.numbers = numbers.iterator();
    }

    /**
     * A line for the journal.
     *
     * @param book whose new contacts stand in the journal before it; null: nobody is new
     */
    record Line(@Nullable AddressBook book, Change change) {}

    List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Books of those lines that have one, in their order. */
    List<AddressBook> books() {
        return lines.stream().map(Line::book).filter(Objects::nonNull).toList();
    }

    /** What is done; its rows are collected. */
    Done of(Facts facts, Plan plan) {
        return switch (plan) {
            case Plan.Ignore ignore -> ignored(facts, ignore);
            case Plan.Hold hold -> held(facts, hold);
            case Plan.Append append -> appended(facts, append);
            case Plan.SendOn sendOn -> sentOn(facts, sendOn);
            case Plan.Open open -> opened(facts, open.follows());
            case Plan.OpenForCustomer customer -> openedFor(facts, customer.forwarded(), customer.customer());
        };
    }

    private Done ignored(Facts facts, Plan.Ignore plan) {
        MailVerdict verdict = verdict(
                facts, Decision.Outcome.IGNORED, null, List.of(plan.reason().name()), JoinedBy.OPENED);
        store.addVerdict(
                organizer(facts), verdict, SearchedText.all(facts.arrived().mail()));
        return new Done(verdict, null, null, null, false, null);
    }

    private Done held(Facts facts, Plan.Hold plan) {
        SupportCase beside = plan.beside();
        JoinedBy by = facts.thread().place() instanceof Threading.Named named ? named.by() : JoinedBy.TAG;
        List<String> reasons = Stream.concat(
                        Stream.of(plan.reason().name()), facts.marks().stream().map(Enum::name))
                .distinct()
                .toList();
        MailVerdict verdict =
                verdict(facts, Decision.Outcome.HELD, beside == null ? null : beside.number(), reasons, by);
        store.addVerdict(
                organizer(facts), verdict, SearchedText.all(facts.arrived().mail()));
        store.hold(organizer(facts), verdict);
        if (beside == null) {
            lines.add(new Line(null, new Change("mail", id(facts), "held", null, "{}")));
        } else {
            journal(facts, beside.number(), "mail-held", null);
        }
        return new Done(verdict, beside, null, null, false, null);
    }

    private Done appended(Facts facts, Plan.Append plan) {
        SupportCase target = plan.target();
        SupportCase next = CaseEdit.of(target, facts.now())
                .state(StateAfter.of(target.state(), plan.event()))
                .done();
        store.update(organizer(facts), next);
        ContactId sender = sender(facts, target);
        CaseEntry entry = entry(facts, plan.action(), plan.isPublic(), sender, plan.by(), target.number());
        store.addEntry(organizer(facts), target.number(), entry, besides(facts));
        if (plan.addsPeople()) {
            // of a mail that was held only its sender takes part, and he because an agent says so
            if (plan.by() != JoinedBy.AGENT) {
                store.addParticipants(organizer(facts), target.number(), people(facts, List.of()), facts.now());
            }
            addMessages(facts, target.number(), false);
        }
        addTickets(facts, target.number());
        MailVerdict verdict = verdict(facts, Decision.Outcome.APPENDED, target.number(), marks(facts), plan.by());
        store.addVerdict(organizer(facts), verdict, "");
        journal(facts, target.number(), "mail-appended", null);
        return new Done(verdict, next, entry.id(), sender, next.state() != target.state(), null);
    }

    private Done sentOn(Facts facts, Plan.SendOn plan) {
        SupportCase target = plan.target();
        SupportCase next = CaseEdit.of(target, facts.now())
                .state(StateAfter.of(target.state(), StateAfter.Event.AGENT_REPLY))
                .answered()
                .done();
        store.update(organizer(facts), next);
        CaseEntry entry = entry(facts, CaseAction.REPLY, true, null, plan.by(), target.number());
        store.addEntry(organizer(facts), target.number(), entry, besides(facts));
        MailVerdict verdict = verdict(facts, Decision.Outcome.APPENDED, target.number(), marks(facts), plan.by());
        store.addVerdict(organizer(facts), verdict, "");
        journal(facts, target.number(), "replied", null);
        Replies.Reply reply = new Replies.Reply(
                next,
                entry.id(),
                entry.text(),
                List.of(),
                List.of(),
                List.of(),
                entry.login(),
                entry.author(),
                List.of(),
                facts.arrived().mail().attachments().isEmpty()
                        ? null
                        : facts.arrived().stored().id());
        return new Done(verdict, next, entry.id(), null, false, reply);
    }

    private Done opened(Facts facts, @Nullable CaseAtHand follows) {
        OrganizerCode organizer = organizer(facts);
        EmailAddress from = facts.arrived().from().orElse(null);
        SupportCase closed = follows == null ? null : follows.supportCase();
        ContactId sender = from == null ? null : meant(facts, from, closed);
        SupportCase made = closed == null || closed.requester() == null || facts.standing() == Standing.REQUESTER
                ? made(facts, facts.arrived().subject(), sender, from == null ? null : from.text(), closed)
                : made(facts, facts.arrived().subject(), closed.requester(), closed.requesterAddress(), closed);
        store.insert(organizer, made);
        CaseEntry entry = entry(
                facts,
                CaseAction.MAIL,
                facts.sender().kind() != SenderKind.SUPPLIER,
                sender,
                JoinedBy.OPENED,
                made.number());
        store.addEntry(organizer, made.number(), entry, besides(facts));
        List<Participant> first = new ArrayList<>();
        if (follows != null) {
            first.addAll(follows.participants().values());
        } else if (from != null) {
            first.add(new Participant(from, senderName(facts), role(facts), sender));
        }
        store.addParticipants(organizer, made.number(), people(facts, first), facts.now());
        addMessages(facts, made.number(), true);
        addTickets(facts, made.number());
        if (closed != null) {
            store.link(organizer, made.number(), closed.number(), CaseLink.Kind.FOLLOWS, facts.now());
        }
        MailVerdict verdict = verdict(facts, Decision.Outcome.OPENED, made.number(), marks(facts), JoinedBy.OPENED);
        store.addVerdict(organizer, verdict, "");
        journal(facts, made.number(), "opened", facts.known().book());
        return new Done(verdict, made, entry.id(), sender, false, null);
    }

    /** Two entries: what the customer wrote, and in private what the agent wrote above it. */
    private Done openedFor(Facts facts, ForwardedMail forwarded, EmailAddress customer) {
        OrganizerCode organizer = organizer(facts);
        ContactId contact = meant(facts, customer, null);
        String subject = forwarded.subject().isBlank() ? facts.arrived().subject() : forwarded.subject();
        SupportCase made = made(facts, subject, contact, customer.text(), null);
        store.insert(organizer, made);
        String name = forwarded.from().map(from -> from.name()).orElse("");
        CaseEntry entry = new CaseEntry(
                ids.next(),
                facts.now(),
                SenderKind.USER,
                name.isBlank() ? customer.text() : name,
                customer.text(),
                contact,
                null,
                CaseAction.MAIL,
                CaseText.bounded(forwarded.text()),
                true,
                facts.arrived().stored().id(),
                facts.evidence(JoinedBy.OPENED, made.number()),
                facts.marks());
        store.addEntry(organizer, made.number(), entry, besides(facts));
        if (!facts.arrived().mail().content().newText().isBlank()) {
            store.addEntry(
                    organizer,
                    made.number(),
                    entry(facts, CaseAction.NOTE, false, null, JoinedBy.OPENED, made.number()));
        }
        Participant requester = new Participant(customer, name, Participant.Role.REQUESTER, contact);
        store.addParticipants(organizer, made.number(), List.of(requester), facts.now());
        addMessages(facts, made.number(), false);
        addTickets(facts, made.number());
        MailVerdict verdict = verdict(facts, Decision.Outcome.OPENED, made.number(), marks(facts), JoinedBy.OPENED);
        store.addVerdict(organizer, verdict, "");
        journal(facts, made.number(), "opened", facts.known().book());
        return new Done(verdict, made, entry.id(), contact, false, null);
    }

    private SupportCase made(
            Facts facts,
            String subject,
            @Nullable ContactId requester,
            @Nullable String address,
            @Nullable SupportCase follows) {
        Mailbox mailbox = facts.known().mailbox();
        return new SupportCase(
                numbers.next(),
                follows == null ? CaseType.INCIDENT : follows.type(),
                CaseState.NEW,
                follows == null ? CasePriority.NORMAL : follows.priority(),
                subject,
                requester,
                address,
                facts.sender().kind() == SenderKind.SUPPLIER
                        ? facts.known().supplier().map(Supplier::code).orElse(null)
                        : follows == null ? null : follows.supplier(),
                follows == null ? null : follows.assignee(),
                mailbox.code(),
                follows == null ? mailbox.language() : follows.language(),
                CaseChannel.MAIL,
                follows == null ? null : follows.number(),
                null,
                false,
                facts.now(),
                facts.now(),
                null,
                null,
                null);
    }

    private static String besides(Facts facts) {
        return SearchedText.besides(facts.arrived().mail());
    }

    private CaseEntry entry(
            Facts facts,
            CaseAction action,
            boolean isPublic,
            @Nullable ContactId contact,
            JoinedBy by,
            CaseNumber number) {
        return IntakeEntries.of(ids.next(), facts, action, isPublic, contact, facts.evidence(by, number));
    }

    /** The contact who wrote into a case; nobody is made for it. */
    private static @Nullable ContactId sender(Facts facts, SupportCase target) {
        List<ContactId> preferred = target.requester() == null ? List.of() : List.of(target.requester());
        return facts.arrived()
                .from()
                .filter(from -> facts.sender().kind() != SenderKind.AGENT)
                .flatMap(from -> facts.known().book().find(from, preferred, null, false))
                .orElse(null);
    }

    /** The contact with an address, made when there is none: temporary, as names in mails are what anybody typed. */
    private static ContactId meant(Facts facts, EmailAddress address, @Nullable SupportCase closed) {
        List<ContactId> preferred =
                closed == null || closed.requester() == null ? List.of() : List.of(closed.requester());
        return facts.known()
                .book()
                .find(address, preferred, null, false)
                .orElseGet(() -> facts.known().book().create(address, null));
    }

    private static Participant.Role role(Facts facts) {
        return facts.sender().kind() == SenderKind.SUPPLIER ? Participant.Role.SUPPLIER : Participant.Role.REQUESTER;
    }

    private static String senderName(Facts facts) {
        return facts.arrived().mail().heading().from().map(from -> from.name()).orElse("");
    }

    private static List<Participant> people(Facts facts, List<Participant> first) {
        return IntakeEntries.people(facts, first);
    }

    private void addMessages(Facts facts, CaseNumber number, boolean opened) {
        store.addMessages(organizer(facts), number, IntakeEntries.messages(facts, number, opened));
    }

    private void addTickets(Facts facts, CaseNumber number) {
        store.addTickets(organizer(facts), number, IntakeEntries.tickets(facts), facts.now());
    }

    private static List<String> marks(Facts facts) {
        return facts.marks().stream().map(Enum::name).toList();
    }

    private MailVerdict verdict(
            Facts facts, Decision.Outcome outcome, @Nullable CaseNumber number, List<String> reasons, JoinedBy by) {
        Arrived arrived = facts.arrived();
        return new MailVerdict(
                arrived.stored().id(),
                outcome,
                number,
                facts.sender().kind(),
                reasons,
                facts.evidence(by, number),
                arrived.mail().heading().subject(),
                arrived.fromAddress(),
                senderName(facts),
                arrived.mail().authentication().verdict(),
                facts.now());
    }

    /** @param book whose new contacts stand in the journal before the case; null: nobody is new */
    private void journal(Facts facts, CaseNumber number, String action, @Nullable AddressBook book) {
        ObjectNode about = JsonNodeFactory.instance.objectNode();
        about.put("mailId", id(facts)).put("senderKind", facts.sender().kind().name());
        lines.add(new Line(book, new Change("case", Long.toString(number.value()), action, null, about.toString())));
    }

    private static String id(Facts facts) {
        return facts.arrived().stored().id().toString();
    }

    private static OrganizerCode organizer(Facts facts) {
        return facts.known().mailbox().organizer();
    }
}
