package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.OutgoingFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What agents do to cases. Each method opens the organizer's writing transaction or joins the one that is open, and journals. */
public final class CaseActs {
    private static final int MOST_RECIPIENTS = 50;

    private final OrganizerTransactions transactions;
    private final CaseTools tools;
    private final Contacts contacts;
    private final Mailboxes mailboxes;
    private final IntakeEars ears;
    private final CaseFileStore files;
    private final Agents agents;

    CaseActs(
            OrganizerTransactions transactions,
            CaseTools tools,
            Contacts contacts,
            Mailboxes mailboxes,
            IntakeEars ears,
            CaseFileStore files,
            Agents agents) {
        this.transactions = transactions;
        this.tools = tools;
        this.contacts = contacts;
        this.mailboxes = mailboxes;
        this.ears = ears;
        this.files = files;
        this.agents = agents;
    }

    /**
     * A case that is opened by hand, of a call or a visit.
     *
     * @param requester address of whom it is for; null: nobody
     * @param contact who that is, where it is known; null: whoever has the address
     * @param mailbox through which its mails go out; null: the organizer's first
     * @param text what was said; null: no first entry
     */
    public record NewCase(
            CaseType type,
            CasePriority priority,
            CaseChannel channel,
            String subject,
            @Nullable String text,
            @Nullable EmailAddress requester,
            @Nullable ContactId contact,
            @Nullable String mailbox,
            Set<TicketId> tickets) {}

    /**
     * What an agent writes.
     *
     * @param isPublic false: a note for agents
     * @param to empty: the requester
     * @param state what the case is to be afterwards; null: what follows by itself
     * @param files what stands beside it, and goes out with a reply
     */
    public record NewReply(
            String text,
            boolean isPublic,
            List<EmailAddress> to,
            List<EmailAddress> cc,
            List<EmailAddress> bcc,
            @Nullable CaseState state,
            List<OutgoingFile> files) {
        /** One without files. */
        public NewReply(
                String text,
                boolean isPublic,
                List<EmailAddress> to,
                List<EmailAddress> cc,
                List<EmailAddress> bcc,
                @Nullable CaseState state) {
            this(text, isPublic, to, cc, bcc, state, List.of());
        }

        /** A note for agents. */
        public static NewReply note(String text) {
            return new NewReply(text, false, List.of(), List.of(), List.of(), null);
        }
    }

    /** What is to change of a case; what was not told stays. */
    public record CaseChange(
            Told<CaseState> state,
            Told<String> assignee,
            Told<CasePriority> priority,
            Told<CaseType> type,
            Told<String> subject,
            Told<String> supplier,
            Told<Boolean> spam) {
        public static CaseChange state(CaseState state) {
            return new CaseChange(
                    Told.of(state),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing());
        }

        /** @param login null: nobody */
        public static CaseChange assignee(@Nullable String login) {
            return new CaseChange(
                    Told.nothing(),
                    Told.of(login),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing());
        }
    }

    /** Opens a case by hand. */
    public SupportCase open(OrganizerCode organizer, NewCase wanted, Actor actor) {
        String subject = CaseTools.line("subject", wanted.subject());
        return transactions.write(organizer, () -> {
            Mailbox mailbox = mailbox(organizer, wanted.mailbox());
            Instant now = tools.now();
            List<Change> changes = new ArrayList<>();
            ContactId requester = requester(organizer, actor.journalName(), wanted, changes);
            SupportCase made = made(organizer, wanted, subject, requester, mailbox, actor);
            tools.store().insert(organizer, made);
            if (wanted.requester() != null) {
                Participant first = new Participant(wanted.requester(), "", Participant.Role.REQUESTER, requester);
                tools.store().addParticipants(organizer, made.number(), List.of(first), now);
            }
            if (wanted.text() != null && !wanted.text().isBlank()) {
                CaseAction action = wanted.channel() == CaseChannel.API ? CaseAction.NOTE : CaseAction.CALL;
                tools.add(organizer, made.number(), tools.entry(action, actor, wanted.text(), false));
            }
            linkTickets(organizer, made.number(), wanted.tickets(), now);
            changes.add(tools.change(made.number(), "opened", Map.of("channel", made.channel())));
            tools.journal(organizer, actor, changes);
            ears.changed(organizer, null, made, actor);
            return made;
        });
    }

    private SupportCase made(
            OrganizerCode organizer,
            NewCase wanted,
            String subject,
            @Nullable ContactId requester,
            @Nullable Mailbox mailbox,
            Actor actor) {
        Instant now = tools.now();
        return new SupportCase(
                tools.store().nextNumber(organizer),
                wanted.type(),
                CaseState.NEW,
                wanted.priority(),
                subject,
                requester,
                wanted.requester() == null ? null : wanted.requester().text(),
                null,
                actor.login(),
                mailbox == null ? null : mailbox.code(),
                mailbox == null ? "en" : mailbox.language(),
                wanted.channel(),
                null,
                null,
                false,
                now,
                now,
                null,
                null,
                null);
    }

    /** Writes into a case: a note, or a reply that goes out. */
    public CaseEntry reply(OrganizerCode organizer, CaseNumber number, NewReply reply, Actor actor) {
        if (reply.text().isBlank()) {
            throw Refusal.invalid("text", reply.text(), "what is to be said");
        }
        int recipients = reply.to().size() + reply.cc().size() + reply.bcc().size();
        if (recipients > MOST_RECIPIENTS) {
            throw Refusal.invalid("to", recipients + " recipients", "at most " + MOST_RECIPIENTS);
        }
        FileLimits.check(reply.files().stream()
                .map(file -> new FileLimits.Size(file.filename(), file.content().length))
                .toList());
        return transactions.write(organizer, () -> {
            SupportCase before = tools.require(organizer, number);
            if (reply.isPublic() && reply.to().isEmpty() && before.requesterAddress() == null) {
                throw Refusal.invalid("to", null, "an address, as the case has no requester");
            }
            CaseEntry entry = tools.entry(
                    reply.isPublic() ? CaseAction.REPLY : CaseAction.NOTE, actor, reply.text(), reply.isPublic());
            SupportCase after = answered(before, reply);
            tools.store().update(organizer, after);
            tools.add(organizer, after.number(), entry, reply.files());
            files.add(organizer, entry.id(), reply.files());
            if (after.state() != before.state() && reply.state() != null) {
                tools.note(organizer, after.number(), CaseAction.STATE, actor, before.state() + " → " + after.state());
            }
            tools.journal(
                    organizer,
                    actor,
                    List.of(tools.change(
                            after.number(),
                            reply.isPublic() ? "replied" : "noted",
                            CaseChanges.told(before.state(), after.state())
                                    .put("entryId", entry.id().toString()))));
            if (reply.isPublic()) {
                addWrittenTo(organizer, after.number(), reply);
                ears.send(organizer, outgoing(after, entry, reply, actor));
            }
            return entry;
        });
    }

    private SupportCase answered(SupportCase before, NewReply reply) {
        CaseEdit edit = CaseEdit.of(before, tools.now());
        StateAfter.Event event = reply.isPublic() ? StateAfter.Event.AGENT_REPLY : StateAfter.Event.NOTE;
        edit.state(reply.state() == null ? StateAfter.of(before.state(), event) : reply.state());
        return reply.isPublic() ? edit.answered().done() : edit.done();
    }

    private static Replies.Reply outgoing(SupportCase after, CaseEntry entry, NewReply reply, Actor actor) {
        return new Replies.Reply(
                after,
                entry.id(),
                entry.text(),
                reply.to(),
                reply.cc(),
                reply.bcc(),
                actor.login(),
                actor.name(),
                reply.files(),
                null);
    }

    /** Whomever an agent writes to takes part from then on, but never a mailbox of ours. */
    private void addWrittenTo(OrganizerCode organizer, CaseNumber number, NewReply reply) {
        Set<EmailAddress> own =
                mailboxes.list(organizer).stream().map(Mailbox::address).collect(Collectors.toSet());
        List<Participant> people = new ArrayList<>();
        for (List<EmailAddress> addresses : List.of(reply.to(), reply.cc(), reply.bcc())) {
            addresses.stream()
                    .filter(address -> !own.contains(address))
                    .forEach(address -> people.add(new Participant(address, "", Participant.Role.WRITTEN_TO, null)));
        }
        tools.store()
                .addParticipants(organizer, number, people.stream().distinct().toList(), tools.now());
    }

    /** Changes a case; each change leaves an entry. */
    public SupportCase change(OrganizerCode organizer, CaseNumber number, CaseChange change, Actor actor) {
        return transactions.write(organizer, () -> {
            SupportCase before = tools.require(organizer, number);
            CaseEdit edit = CaseEdit.of(before, tools.now());
            CaseChanges changes = CaseChanges.of(before, change, edit);
            if (changes.isEmpty()) {
                return before;
            }
            SupportCase after = edit.done();
            refuseStrangers(organizer, before, after);
            tools.store().update(organizer, after);
            changes.lines().forEach(line -> tools.note(organizer, after.number(), line.action(), actor, line.text()));
            tools.journal(organizer, actor, List.of(tools.change(after.number(), "changed", changes.told())));
            ears.changed(organizer, before, after, actor);
            return after;
        });
    }

    /** A case given to somebody who is not there is a case that nobody has. */
    private void refuseStrangers(OrganizerCode organizer, SupportCase before, SupportCase after) {
        String supplier = after.supplier();
        if (supplier != null && !supplier.equals(before.supplier()) && !tools.hasSupplier(organizer, supplier)) {
            throw Refusal.invalid("supplier", supplier, "the code of a supplier");
        }
        String assignee = after.assignee();
        if (assignee != null
                && !assignee.equals(before.assignee())
                && agents.withLogin(organizer, assignee).isEmpty()) {
            throw Refusal.invalid("assignee", assignee, "the login of somebody who works on cases");
        }
    }

    /** Has somebody take part. */
    public void addParticipant(OrganizerCode organizer, CaseNumber number, EmailAddress address, Actor actor) {
        transactions.writeOnly(organizer, () -> {
            SupportCase found = tools.require(organizer, number);
            Participant added = new Participant(address, "", Participant.Role.ADDED, null);
            tools.store().addParticipants(organizer, found.number(), List.of(added), tools.now());
            tools.note(organizer, found.number(), CaseAction.CHANGED, actor, "+ " + address.text());
            tools.journal(organizer, actor, List.of(tools.change(found.number(), "participant-added", Map.of())));
        });
    }

    /** Says that a case is about tickets. */
    public void linkTickets(OrganizerCode organizer, CaseNumber number, Set<TicketId> tickets, Actor actor) {
        transactions.writeOnly(organizer, () -> {
            SupportCase found = tools.require(organizer, number);
            linkTickets(organizer, found.number(), tickets, tools.now());
            tools.journal(
                    organizer,
                    actor,
                    List.of(tools.change(found.number(), "tickets-linked", Map.of("tickets", tickets.size()))));
        });
    }

    /** Says that a case is not about a ticket. */
    public void unlinkTicket(OrganizerCode organizer, CaseNumber number, TicketId ticket, Actor actor) {
        transactions.writeOnly(organizer, () -> {
            SupportCase found = tools.require(organizer, number);
            if (tools.store().removeTicket(organizer, found.number(), ticket)) {
                tools.journal(
                        organizer,
                        actor,
                        List.of(tools.change(found.number(), "ticket-unlinked", Map.of("ticketId", ticket))));
            }
        });
    }

    private void linkTickets(OrganizerCode organizer, CaseNumber number, Set<TicketId> tickets, Instant now) {
        Map<TicketId, String> named = new LinkedHashMap<>();
        tools.existing(organizer, tickets).forEach(ticket -> named.put(ticket, ""));
        tools.store().addTickets(organizer, number, named, now);
    }

    private @Nullable ContactId requester(OrganizerCode organizer, String actor, NewCase wanted, List<Change> changes) {
        EmailAddress address = wanted.requester();
        if (wanted.contact() != null || address == null) {
            return wanted.contact();
        }
        AddressBook book = contacts.addressBook(organizer, List.of(address));
        ContactId found = book.find(address, List.of(), null, false).orElseGet(() -> book.create(address, null));
        changes.addAll(contacts.store(organizer, actor, book, null));
        return found;
    }

    private @Nullable Mailbox mailbox(OrganizerCode organizer, @Nullable String code) {
        if (code != null) {
            return mailboxes
                    .find(organizer, code)
                    .filter(Mailbox::isInUse)
                    .orElseThrow(() -> Refusal.invalid("mailbox", code, "a mailbox that is in use"));
        }
        return mailboxes.inUse(organizer).stream().findFirst().orElse(null);
    }

    /** The entries of a case by their ids; refused where one is not its. */
    static List<CaseEntry> among(List<CaseEntry> entries, Set<UUID> wanted) {
        List<CaseEntry> found =
                entries.stream().filter(entry -> wanted.contains(entry.id())).toList();
        if (found.size() != wanted.size()) {
            throw Refusal.invalid("entries", wanted.size() + " ids", "ids of entries of the case");
        }
        return found;
    }
}
