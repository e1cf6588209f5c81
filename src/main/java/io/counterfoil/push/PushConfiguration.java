package io.counterfoil.push;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.Lookout;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.runs.RunControl;
import io.counterfoil.runs.Runs;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.InjectionStore;
import io.counterfoil.tickets.TicketLedgers;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module: {@link Pushes}, {@link Distributing}, {@link OpenTransfers} and the push functions. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {
    /** A person waits for the answer. */
    private static final Duration PROMPT = Duration.ofSeconds(4);
    /** Nobody waits. */
    private static final Duration UNHURRIED = Duration.ofSeconds(30);

    @Bean
    PushStore pushStore(DataSource dataSource) {
        return new PushStore(dataSource);
    }

    @Bean
    ReassignmentStore reassignmentStore(DataSource dataSource) {
        return new ReassignmentStore(dataSource);
    }

    @Bean
    PushTools pushTools(
            OrganizerTransactions transactions,
            PushStore store,
            Interfaces interfaces,
            WalletHttp http,
            Contacts contacts,
            AfterInjection afterInjection,
            Clock clock) {
        return new PushTools(
                transactions,
                store,
                interfaces,
                new Endpoints(interfaces),
                PushClient.patient(http, Thread::sleep),
                new Addressing(contacts),
                afterInjection,
                clock);
    }

    @Bean
    AfterInjection afterInjection(
            InjectionStore injections, TicketLedgers ledgers, BackOfficeChanges changes, Journal journal) {
        return new AfterInjection(injections, ledgers, changes, journal);
    }

    @Bean
    PushFunction injectionFunction(PushTools tools, Runs runs) {
        return new PushFunction(tools, runs, PushKind.INJECTION);
    }

    @Bean
    PushFunction cancelledFunction(PushTools tools, Runs runs) {
        return new PushFunction(tools, runs, PushKind.CANCELLED);
    }

    @Bean
    PushFunction controlledFunction(PushTools tools, Runs runs) {
        return new PushFunction(tools, runs, PushKind.CONTROLLED);
    }

    @Bean
    Pushes pushes(
            OrganizerTransactions transactions,
            PushStore store,
            Interfaces interfaces,
            Tickets tickets,
            Journal journal,
            Clock clock) {
        return new Pushes(transactions, store, interfaces, tickets, journal, clock);
    }

    @Bean
    Reassignments reassignments(
            OrganizerTransactions transactions,
            ReassignmentStore store,
            BackOfficeChanges changes,
            Contacts contacts,
            Interfaces interfaces,
            SyncPositions positions,
            Clock clock) {
        return new Reassignments(transactions, store, changes, contacts, interfaces, positions, clock);
    }

    /** As for runs, there is none in commands that only want to look. */
    @Bean
    @ConditionalOnProperty(name = "counterfoil.run-scheduler", matchIfMissing = true)
    Lookout waitingReassignments(OrganizerTransactions transactions, Reassignments reassignments, WalletHttp http) {
        WaitingReassignments waiting =
                new WaitingReassignments(transactions, reassignments, PushClient.prompt(http, UNHURRIED));
        return new Lookout("reassignments", WaitingReassignments.LOOK_EVERY, waiting::askAll);
    }

    @Bean
    Distributing distributing(
            OrganizerTransactions transactions,
            BackOfficeChanges changes,
            Tickets tickets,
            Contacts contacts,
            Reassignments reassignments,
            ReassignmentStore store,
            WalletHttp http) {
        return new Distributing(
                transactions, changes, tickets, contacts, reassignments, store, PushClient.prompt(http, PROMPT));
    }

    @Bean
    OpenTransfers openTransfers(
            OrganizerTransactions transactions,
            Tickets tickets,
            ReassignmentStore store,
            Interfaces interfaces,
            Journal journal,
            WalletHttp http,
            ObjectProvider<RunControl> control) {
        return new OpenTransfers(
                transactions,
                tickets,
                store,
                interfaces,
                journal,
                PushClient.prompt(http, PROMPT),
                (organizer, link) -> control.getObject().wake(organizer, link));
    }

    @Bean
    Undoing undoing(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Tickets tickets,
            Distributing distributing,
            Journal journal,
            Ids ids,
            Clock clock) {
        return new Undoing(transactions, new UndoStore(dataSource), tickets, distributing, journal, ids, clock);
    }

    @Bean
    BulkChanges bulkChanges(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Distributing distributing,
            Journal journal,
            Ids ids,
            Clock clock) {
        return new BulkChanges(transactions, new BulkStore(dataSource), distributing, journal, ids, clock);
    }

    @Bean
    BulkTraces bulkTraces(DataSource dataSource) {
        return new BulkTraces(new BulkStore(dataSource));
    }

    @Bean
    DailyWork bulkForgetting(BulkChanges changes) {
        return DailyWork.of("forgetting bulk changes", changes::forget);
    }
}
