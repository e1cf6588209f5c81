package io.counterfoil.contacts;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContactsConfiguration {
    @Bean
    Contacts contacts(DataSource dataSource, Journal journal, InstallationKey key, Ids ids, Clock clock) {
        return new Contacts(dataSource, journal, new AddressHash(key), ids, clock);
    }
}
