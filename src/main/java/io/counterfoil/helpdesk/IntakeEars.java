package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whoever is told of decisions, within the transaction that stores them. Asked for late: they may need this module's faces. */
final class IntakeEars {
    private final Supplier<List<AfterIntake>> after;
    private final Supplier<List<Replies>> replies;
    private final Supplier<List<AfterChange>> changes;

    IntakeEars(
            Supplier<List<AfterIntake>> after, Supplier<List<Replies>> replies, Supplier<List<AfterChange>> changes) {
        this.after = after;
        this.replies = replies;
        this.changes = changes;
    }

    void tell(OrganizerCode organizer, Facts facts, IntakeWriter.Done done) {
        Replies.Reply reply = done.reply();
        if (reply != null) {
            send(organizer, reply);
        }
        Decision decision = new Decision(
                facts.arrived().stored().id(),
                facts.arrived().stored().mailbox(),
                facts.arrived().mail(),
                done.verdict().outcome(),
                done.supportCase(),
                done.entryId(),
                facts.sender().kind(),
                done.sender(),
                facts.known().agent().filter(agent -> facts.sender().kind() == SenderKind.AGENT),
                done.verdict().reasons(),
                facts.arrived().ours(),
                done.reopened());
        after.get().forEach(ear -> ear.decided(organizer, decision));
    }

    /** @param before null: the case was opened */
    void changed(OrganizerCode organizer, @Nullable SupportCase before, SupportCase after, Actor actor) {
        changes.get().forEach(ear -> ear.changed(organizer, before, after, actor));
    }

    /** Has a reply sent; nothing where nobody sends. */
    void send(OrganizerCode organizer, Replies.Reply reply) {
        replies.get().forEach(each -> each.send(organizer, reply));
    }
}
