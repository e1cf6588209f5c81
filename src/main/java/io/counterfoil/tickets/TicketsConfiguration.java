package io.counterfoil.tickets;

import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TicketsConfiguration {
    @Bean
    TicketLedgers ticketLedgers(DataSource dataSource) {
        return new TicketLedgers(dataSource);
    }

    @Bean
    Tickets tickets(DataSource dataSource, OrganizerTransactions transactions, Contacts contacts) {
        return new Tickets(new TicketQueries(dataSource), transactions, contacts);
    }

    @Bean
    TicketSearch ticketSearch(
            DataSource dataSource, OrganizerTransactions transactions, Contacts contacts, ContactSearch people) {
        TicketSearchQueries queries = new TicketSearchQueries(dataSource);
        return new TicketSearch(
                queries,
                transactions,
                contacts,
                new TicketTextSearch(new TicketTextQueries(dataSource), queries, transactions, people));
    }

    @Bean
    EventFigures eventFigures(DataSource dataSource, OrganizerTransactions transactions, Contacts contacts) {
        return new EventFigures(new EventFigureQueries(dataSource), transactions, contacts);
    }

    @Bean
    TransferFigures transferFigures(DataSource dataSource, OrganizerTransactions transactions) {
        return new TransferFigures(new TransferFigureQueries(dataSource), transactions);
    }

    @Bean
    TransferLists transferLists(DataSource dataSource, OrganizerTransactions transactions, Contacts contacts) {
        return new TransferLists(new TransferListQueries(dataSource), transactions, contacts);
    }

    @Bean
    TicketContactUse ticketContactUse(DataSource dataSource) {
        return new TicketContactUse(dataSource);
    }

    @Bean
    TicketTraceStore ticketTraceStore(DataSource dataSource) {
        return new TicketTraceStore(dataSource);
    }

    @Bean
    BackOfficeChanges backOfficeChanges(
            OrganizerTransactions transactions,
            TicketLedgers ledgers,
            Contacts contacts,
            Journal journal,
            Ids ids,
            Clock clock) {
        return new BackOfficeChanges(transactions, ledgers, contacts, journal, ids, clock);
    }

    @Bean
    InjectionStore injectionStore(DataSource dataSource) {
        return new InjectionStore(dataSource);
    }
}
