package io.counterfoil.helpdesk;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what was decided about mails, within one transaction: case, entry, people, journal, verdict. */
final class IntakeWriter {
    /** Who does it, for the journal. */
    static final String ACTOR = "intake";

    private final CaseStore store;
    private final Contacts contacts;
    private final Journal journal;
    private final Ids ids;

    IntakeWriter(CaseStore store, Contacts contacts, Journal journal, Ids ids) {
        this.store = store;
        this.contacts = contacts;
        this.journal = journal;
        this.ids = ids;
    }

    /** What has to be done. */
    record Task(Facts facts, Plan plan) {
        private boolean opens() {
            return plan instanceof Plan.Open || plan instanceof Plan.OpenForCustomer;
        }
    }

    /**
     * What was done.
     *
     * @param supportCase the case as it is now; null: none
     * @param entryId null: no entry shows the mail
     * @param reply what has to be sent on to the case's people; null: nothing
     */
    record Done(
            MailVerdict verdict,
            @Nullable SupportCase supportCase,
            @Nullable UUID entryId,
            @Nullable ContactId sender,
            boolean reopened,
            Replies.@Nullable Reply reply) {}

    Done write(Facts facts, Plan plan) {
        return write(List.of(new Task(facts, plan))).getFirst();
    }

    /**
     * Does what was decided about some mails of an organizer, with the same few statements for one and for many. None of them may
     * hang on what another one leaves.
     */
    List<Done> write(List<Task> tasks) {
        OrganizerCode organizer = tasks.getFirst().facts().known().mailbox().organizer();
        int opening = (int) tasks.stream().filter(Task::opens).count();
        CaseStore together = store.together();
        IntakeRows rows = new IntakeRows(together, ids, store.nextNumbers(organizer, opening));
        List<Done> done = new ArrayList<>();
        tasks.forEach(task -> done.add(rows.of(task.facts(), task.plan())));
        Iterator<List<Change>> people =
                contacts.storeAll(organizer, ACTOR, rows.books(), null).iterator();
        List<Change> changes = new ArrayList<>();
        for (IntakeRows.Line line : rows.lines()) {
            if (line.book() != null) {
                changes.addAll(people.next());
            }
            changes.add(line.change());
        }
        together.flush(organizer);
        journal.append(organizer, ACTOR, changes);
        return done;
    }
}
