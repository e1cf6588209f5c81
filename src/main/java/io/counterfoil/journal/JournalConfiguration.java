package io.counterfoil.journal;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class JournalConfiguration {
    @Bean
    Journal journal(DataSource dataSource, Clock clock) {
        return new Journal(dataSource, clock);
    }

    @Bean
    InstallationJournal installationJournal(DataSource dataSource, Clock clock) {
        return new InstallationJournal(dataSource, clock);
    }

    @Bean
    JournalCheck journalCheck(DataSource dataSource) {
        return new JournalCheck(dataSource);
    }
}
