package io.counterfoil.organizers;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OrganizersConfiguration {
    @Bean
    Secrets secrets(InstallationKey key) {
        return new Secrets(key.derive("secrets at rest"), new SecureRandom());
    }

    @Bean
    Organizers organizers(OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new Organizers(transactions, new OrganizerStore(dataSource), journal, clock);
    }

    @Bean
    Interfaces interfaces(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Organizers organizers,
            Journal journal,
            Secrets secrets,
            Clock clock) {
        return new Interfaces(transactions, new InterfaceStore(dataSource), organizers, journal, secrets, clock);
    }
}
