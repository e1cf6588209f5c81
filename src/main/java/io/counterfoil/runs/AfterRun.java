package io.counterfoil.runs;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.organizers.Interfaces;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What follows a run: whoever watches is told, and a person is told once when a function starts to fail and once when it
 * works again. Dry runs and stopped runs say nothing of how a function does.
 */
final class AfterRun implements Consumer<Run> {
    private static final Logger LOG = LoggerFactory.getLogger(AfterRun.class);

    private final OrganizerTransactions transactions;
    private final Interfaces interfaces;
    private final Journal journal;
    private final List<RunObserver> observers;
    private final List<RunNotifications> notifications;

    AfterRun(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Journal journal,
            List<RunObserver> observers,
            List<RunNotifications> notifications) {
        this.transactions = transactions;
        this.interfaces = interfaces;
        this.journal = journal;
        this.observers = observers;
        this.notifications = notifications;
    }

    @Override
    public void accept(Run run) {
        quietly(run, () -> noteHealth(run));
        observers.forEach(observer -> quietly(run, () -> observer.ended(run)));
    }

    private void noteHealth(Run run) {
        if (run.dryRun()) {
            return;
        }
        switch (run.status()) {
            case FAILED -> {
                if (changed(run, true)) {
                    notifications.forEach(told -> quietly(run, () -> told.startsToFail(run)));
                }
            }
            case SUCCEEDED, PARTIAL -> {
                if (changed(run, false)) {
                    notifications.forEach(told -> quietly(run, () -> told.worksAgain(run)));
                }
            }
            case STOPPED, RUNNING -> {}
        }
    }

    private boolean changed(Run run, boolean fails) {
        return transactions.write(run.organizer(), () -> {
            boolean changed = fails
                    ? interfaces.failing(run.organizer(), run.interfaceCode(), run.function())
                    : interfaces.recovered(run.organizer(), run.interfaceCode(), run.function());
            if (changed) {
                String body = JsonNodeFactory.instance
                        .objectNode()
                        .put("function", run.function().code())
                        .put("reason", run.reason())
                        .toString();
                journal.append(
                        run.organizer(),
                        run.actor(),
                        List.of(new Change(
                                "interface",
                                run.interfaceCode(),
                                fails ? "starts-to-fail" : "works-again",
                                run.id(),
                                body)));
            }
            return changed;
        });
    }

    private static void quietly(Run run, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException defect) {
            LOG.error("What follows run {} of {} failed", run.id(), run.organizer(), defect);
        }
    }
}
