package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.UUID;

/**
 * Asks the sender of a held mail who he is, when an agent says so. He is told nothing of the case but the number that he named himself,
 * and his answer gives him no rights: it is held like the first.
 */
public final class HeldQuestions {
    private final OrganizerTransactions transactions;
    private final HeldMailStore store;
    private final IntakeReader reader;
    private final CaseTools tools;
    private final AutomaticMails mails;

    HeldQuestions(
            OrganizerTransactions transactions,
            HeldMailStore store,
            IntakeReader reader,
            CaseTools tools,
            AutomaticMails mails) {
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.tools = tools;
        this.mails = mails;
    }

    /** What came of it. */
    public enum Asked {
        SENT,
        /** He gets no automatic mail, or no other today. Rule: {@link AutomaticAnswer}. */
        NOT_ANSWERED,
        /** Rule: {@link LoopBudget}. */
        OVER_BUDGET
    }

    /** Asks once for each mail; refused when it was, when the mail waits no more, and when it stands beside no one case. */
    public Asked ask(OrganizerCode organizer, UUID mailId, Actor actor) {
        Intake.Reading reading = reader.read(organizer, mailId);
        return transactions.write(organizer, () -> {
            HeldMail held = store.find(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId));
            CaseNumber number = held.verdict().number();
            if (number == null) {
                throw Refusal.conflict(
                        "held-beside-none", "the mail names several cases or none (expected: a mail beside one case)");
            }
            Asked asked = mails.ask(organizer, tools.require(organizer, number), reading, held.verdict());
            if (asked != Asked.SENT) {
                return asked;
            }
            if (!store.ask(organizer, mailId, tools.now())) {
                throw Refusal.conflict(
                        "mail-decided",
                        "its sender was asked already, or it was decided about (expected: a mail that is held)");
            }
            tools.journal(organizer, actor, List.of(new Change("mail", mailId.toString(), "asked", null, "{}")));
            return asked;
        });
    }
}
