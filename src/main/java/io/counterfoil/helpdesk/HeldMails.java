package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Mails that wait for an agent: he joins one to a case, opens a case of it, or discards it. An ignored mail can be joined or opened
 * just so.
 */
public final class HeldMails {
    private final OrganizerTransactions transactions;
    private final HeldMailStore store;
    private final IntakeReader reader;
    private final IntakeWriter writer;
    private final IntakeEars ears;
    private final CaseTools tools;

    HeldMails(
            OrganizerTransactions transactions,
            HeldMailStore store,
            IntakeReader reader,
            IntakeWriter writer,
            IntakeEars ears,
            CaseTools tools) {
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.writer = writer;
        this.ears = ears;
        this.tools = tools;
    }

    public Optional<HeldMail> find(OrganizerCode organizer, UUID mailId) {
        return transactions.read(organizer, () -> store.find(organizer, mailId));
    }

    /**
     * Held mails, the oldest first, after one of them or from the first.
     *
     * @param state null: all
     * @param number of the case that they stand beside; null: of all
     */
    public List<HeldMail> list(
            OrganizerCode organizer,
            HeldMail.@Nullable State state,
            @Nullable CaseNumber number,
            @Nullable UUID after,
            int limit) {
        return transactions.read(organizer, () -> store.list(organizer, state, number, after, limit));
    }

    /** How many wait. */
    public long waiting(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.count(organizer));
    }

    /**
     * The mail goes into a case, and its sender takes part there from then on.
     *
     * @param number null: the case that it stands beside
     */
    public MailVerdict join(OrganizerCode organizer, UUID mailId, @Nullable CaseNumber number, Actor actor) {
        return decide(organizer, mailId, HeldMail.State.JOINED, actor, verdict -> {
            CaseNumber meant = number == null ? verdict.number() : number;
            if (meant == null) {
                throw Refusal.invalid("number", null, "a case, as the mail names several or none");
            }
            SupportCase target = tools.require(organizer, meant);
            return facts ->
                    new Plan.Append(target, JoinedBy.AGENT, CaseAction.MAIL, true, StateAfter.Event.USER_MAIL, true);
        });
    }

    /** The mail opens a case of its own. */
    public MailVerdict open(OrganizerCode organizer, UUID mailId, Actor actor) {
        return decide(organizer, mailId, HeldMail.State.OPENED, actor, verdict -> facts -> new Plan.Open(null));
    }

    /** Nothing becomes of the mail; it is kept. */
    public void discard(OrganizerCode organizer, UUID mailId, Actor actor) {
        transactions.writeOnly(organizer, () -> {
            HeldMail held = store.find(organizer, mailId).orElseThrow(() -> Refusal.notFound("held mail", mailId));
            refuseDecided(held);
            store.decide(organizer, mailId, HeldMail.State.DISCARDED, actor.journalName(), tools.now());
            journal(organizer, mailId, "discarded", actor);
        });
    }

    private interface Choice {
        Chosen of(MailVerdict verdict);
    }

    private interface Chosen {
        Plan plan(Facts facts);
    }

    private MailVerdict decide(OrganizerCode organizer, UUID mailId, HeldMail.State state, Actor actor, Choice choice) {
        Intake.Reading reading = reader.read(organizer, mailId);
        return transactions.write(organizer, () -> {
            MailVerdict before = decidable(organizer, mailId);
            Chosen chosen = choice.of(before);
            Known known = reader.known(organizer, reading);
            Facts facts = Facts.of(reading.arrived(), known, tools.now());
            for (Stage stage : reader.stages().subList(0, 2)) {
                if (stage.step().apply(facts) instanceof Stage.Continue(Facts more)) {
                    facts = more;
                }
            }
            IntakeWriter.Done done = writer.write(facts, chosen.plan(facts));
            store.decide(organizer, mailId, state, actor.journalName(), tools.now());
            SupportCase target = done.supportCase();
            if (target != null) {
                addSender(organizer, reading, target.number());
                tools.note(organizer, target.number(), CaseAction.HELD, actor, state.name());
            }
            journal(organizer, mailId, state == HeldMail.State.JOINED ? "joined" : "opened", actor);
            ears.tell(organizer, facts, done);
            return done.verdict();
        });
    }

    private MailVerdict decidable(OrganizerCode organizer, UUID mailId) {
        store.find(organizer, mailId).ifPresent(HeldMails::refuseDecided);
        MailVerdict verdict = reader.verdict(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId));
        return switch (verdict.outcome()) {
            case HELD, IGNORED -> verdict;
            case OPENED, APPENDED ->
                throw Refusal.conflict(
                        "mail-decided", "the mail is in case " + verdict.number() + " already (expected: a held one)");
        };
    }

    private static void refuseDecided(HeldMail held) {
        if (held.state() != HeldMail.State.HELD) {
            throw Refusal.conflict(
                    "mail-decided",
                    "the mail was decided about: " + held.state() + " by " + held.decidedBy()
                            + " (expected: a mail that is held)");
        }
    }

    private void addSender(OrganizerCode organizer, Intake.Reading reading, CaseNumber number) {
        reading.arrived()
                .from()
                .ifPresent(from -> tools.store()
                        .addParticipants(
                                organizer,
                                number,
                                List.of(new Participant(
                                        from, reading.arrived().fromName(), Participant.Role.ADDED, null)),
                                tools.now()));
    }

    private void journal(OrganizerCode organizer, UUID mailId, String action, Actor actor) {
        tools.journal(organizer, actor, List.of(new Change("mail", mailId.toString(), action, null, "{}")));
    }
}
