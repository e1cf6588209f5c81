package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelpdeskConfiguration {
    @Bean
    MailboxTags mailboxTags(OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new MailboxTags(transactions, new MailboxTagStore(dataSource), journal, clock);
    }

    @Bean
    Suppliers suppliers(OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new Suppliers(transactions, new SupplierStore(dataSource), journal, clock);
    }

    @Bean
    SupportCases supportCases(OrganizerTransactions transactions, DataSource dataSource) {
        return new SupportCases(transactions, new CaseQueries(dataSource));
    }
}
