package io.counterfoil.runs;

import io.counterfoil.Patience;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.OrganizersFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a node of the cluster has, over a test's database. */
final class Node {
    final Runs runs;
    final RunRequests requests;
    final Interfaces interfaces;
    final RunExecutor executor;
    final RunTurns turns;
    final RunControl control;
    final List<Run> ended = new CopyOnWriteArrayList<>();
    final List<String> told = new CopyOnWriteArrayList<>();

    Node(TestDatabase database, Clock clock, String name, RunFunction... functions) {
        OrganizerTransactions transactions = database.transactions();
        Journal journal = new Journal(database.app(), clock);
        LeaseStore leases = new LeaseStore(database.app());
        interfaces = OrganizersFixture.interfaces(transactions, database.app(), journal, clock);
        runs = new Runs(
                transactions,
                new RunStore(database.app()),
                leases,
                new Ids(clock, new Random(name.hashCode())),
                clock,
                name);
        requests = new RunRequests(transactions, leases, runs, interfaces, clock);
        AfterRun after =
                new AfterRun(transactions, interfaces, journal, List.of(ended::add), List.of(new RunNotifications() {
                    @Override
                    public void startsToFail(Run run) {
                        told.add("fails: " + run.reason());
                    }

                    @Override
                    public void worksAgain(Run run) {
                        told.add("works again");
                    }
                }));
        executor = new RunExecutor(
                runs,
                List.of(functions),
                run -> {
                    after.accept(run);
                    takeTurns(run.organizer());
                },
                Duration.ofHours(1));
        turns = new RunTurns(requests, runs, executor, clock);
        control = new RunControl(runs, requests, executor, interfaces, this::takeTurns);
    }

    private void takeTurns(OrganizerCode organizer) {
        turns.take(organizer);
    }

    void awaitIdle() throws InterruptedException {
        // a run that ended may have started the next one before it was gone itself
        for (int i = 0; i < 5; i++) {
            if (!executor.awaitIdle(Patience.LONGEST)) {
                throw new AssertionError("still running");
            }
        }
    }
}
