package io.counterfoil.helpdesk;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Closes what has been solved for long enough (help desk rule 12). */
final class CaseClosing implements DailyWork {
    private static final int AT_ONCE = 200;
    private static final Actor NOBODY = new Actor("daily work", null, CaseDiary.ITSELF);

    private final OrganizerTransactions transactions;
    private final CaseTools tools;
    private final DeskSettings settings;
    private final IntakeEars ears;

    CaseClosing(OrganizerTransactions transactions, CaseTools tools, DeskSettings settings, IntakeEars ears) {
        this.transactions = transactions;
        this.tools = tools;
        this.settings = settings;
        this.ears = ears;
    }

    @Override
    public String name() {
        return "close solved cases";
    }

    @Override
    public void run(OrganizerCode organizer) {
        Duration solved = Duration.ofDays(settings.of(organizer).closeAfterDays());
        boolean more = true;
        while (more) {
            more = transactions.write(organizer, () -> close(organizer, solved)) == AT_ONCE;
        }
    }

    private int close(OrganizerCode organizer, Duration solvedFor) {
        Instant now = tools.now();
        List<CaseNumber> due = tools.queries().solvedUntil(organizer, now.minus(solvedFor), AT_ONCE);
        List<Change> changes = new ArrayList<>();
        for (CaseNumber number : due) {
            SupportCase solved = tools.require(organizer, number);
            SupportCase closed =
                    CaseEdit.of(solved, now).state(CaseState.CLOSED).done();
            tools.store().update(organizer, closed);
            tools.note(organizer, number, CaseAction.STATE, NOBODY, CaseState.SOLVED + " → " + CaseState.CLOSED);
            changes.add(tools.change(number, "changed", CaseChanges.told(solved.state(), closed.state())));
            ears.changed(organizer, solved, closed, NOBODY);
        }
        tools.journal(organizer, NOBODY, changes);
        return due.size();
    }
}
