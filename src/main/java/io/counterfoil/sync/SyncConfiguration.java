package io.counterfoil.sync;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.runs.RunMetrics;
import io.counterfoil.runs.Runs;
import io.counterfoil.tickets.TicketLedgers;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SyncConfiguration {
    @Bean
    SyncPositions syncPositions(
            DataSource dataSource, OrganizerTransactions transactions, Journal journal, Clock clock) {
        return new SyncPositions(dataSource, transactions, journal, clock);
    }

    @Bean
    Snapshots snapshots(TicketLedgers ledgers, Contacts contacts, Ids ids) {
        return new Snapshots(ledgers, contacts, ids);
    }

    @Bean
    PageApplier pageApplier(
            DataSource dataSource,
            OrganizerTransactions transactions,
            Snapshots snapshots,
            TicketLedgers ledgers,
            Contacts contacts,
            Journal journal,
            SyncPositions positions,
            Ids ids) {
        PageStores stores = new PageStores(ledgers, contacts, journal, new HeldStore(dataSource), positions);
        return new PageApplier(transactions, snapshots, stores, ids);
    }

    @Bean
    Quarantine quarantine(
            DataSource dataSource,
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Snapshots snapshots,
            PageApplier applier,
            Journal journal,
            Clock clock) {
        HeldStore store = new HeldStore(dataSource);
        Replays replays = new Replays(interfaces, snapshots, applier, store, journal, clock);
        return new Quarantine(transactions, store, replays, journal, clock);
    }

    /** @param kept {@code COUNTERFOIL_QUARANTINE_RETENTION}: how long closed entries are shown */
    @Bean
    DailyWork heldForgetting(Quarantine quarantine, @Value("${counterfoil.quarantine-retention:P90D}") String kept) {
        Duration time = Duration.parse(kept);
        return DailyWork.of("forgetting closed entries", organizer -> quarantine.forget(organizer, time));
    }

    @Bean
    SkippedEntries skippedEntries(
            OrganizerTransactions transactions, Quarantine quarantine, Interfaces interfaces, Tickets tickets) {
        return new SkippedEntries(transactions, quarantine, interfaces, tickets);
    }

    @Bean
    PageSource pageSource(WalletHttp http) {
        DiffClient client = new DiffClient(http, Limits.DEFAULT, DiffClient.RETRIES, Sleeper.REAL);
        return new PageSource(
                client, task -> Thread.ofVirtual().name("diff-page").start(task));
    }

    @Bean
    SyncRun syncRun(
            Interfaces interfaces,
            SyncPositions positions,
            PageSource pages,
            PageApplier applier,
            Snapshots snapshots,
            OrganizerTransactions transactions,
            Runs runs,
            RunMetrics metrics,
            Ids ids,
            Clock clock) {
        DryRun dryRun = new DryRun(transactions, positions, pages, snapshots, ids, clock);
        return new SyncRun(interfaces, positions, pages, applier, dryRun, runs, metrics, clock);
    }

    @Bean
    HeldTraces heldTraces(DataSource dataSource) {
        return new HeldTraces(dataSource);
    }
}
