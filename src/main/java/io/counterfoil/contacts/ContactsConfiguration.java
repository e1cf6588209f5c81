package io.counterfoil.contacts;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContactsConfiguration {
    @Bean
    AddressHash addressHash(InstallationKey key) {
        return new AddressHash(key);
    }

    @Bean
    Contacts contacts(DataSource dataSource, Journal journal, AddressHash hash, Ids ids, Clock clock) {
        return new Contacts(dataSource, journal, hash, ids, clock);
    }

    @Bean
    ContactSearch contactSearch(DataSource dataSource, Contacts contacts) {
        return new ContactSearch(new ContactSearchQueries(dataSource), new ContactLifeStore(dataSource), contacts);
    }

    @Bean
    ContactMerges contactMerges(DataSource dataSource, Journal journal, Clock clock) {
        return new ContactMerges(dataSource, journal, clock);
    }

    @Bean
    ContactErasure contactErasure(
            Contacts contacts,
            DataSource dataSource,
            Journal journal,
            AddressHash hash,
            ObjectProvider<ContactTraces> others,
            Clock clock) {
        return new ContactErasure(
                contacts,
                new ContactLifeStore(dataSource),
                journal,
                hash,
                traces -> others.forEach(each ->
                        each.erase(traces.organizer(), traces.contacts(), traces.addresses(), traces.standIn())),
                clock);
    }

    @Bean
    ContactRetention contactRetention(
            OrganizerTransactions transactions,
            DataSource dataSource,
            ContactErasure erasure,
            ObjectProvider<ContactUse> uses,
            Journal journal,
            Clock clock) {
        return new ContactRetention(
                transactions,
                new ContactLifeStore(dataSource),
                erasure,
                () -> uses.stream().toList(),
                journal,
                clock);
    }

    @Bean
    DailyWork contactRetentionDaily(ContactRetention retention) {
        return DailyWork.of("erasing orphaned contacts", retention::run);
    }
}
