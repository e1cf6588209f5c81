package io.counterfoil.accounts;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    @Bean
    Tokens tokens(
            OrganizerTransactions transactions,
            DataSource dataSource,
            InstallationJournal journal,
            Ids ids,
            Clock clock,
            Environment environment) {
        Tokens tokens = new Tokens(transactions, new TokenStore(dataSource), journal, ids, clock);
        // set, a change of it works from the next start on
        tokens.adopt(environment.getProperty("counterfoil.admin-token", ""));
        return tokens;
    }

    @Bean
    AccountStore accountStore(DataSource dataSource) {
        return new AccountStore(dataSource);
    }

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    Accounts accounts(
            OrganizerTransactions transactions,
            AccountStore store,
            InstallationJournal journal,
            Organizers organizers,
            Passwords passwords,
            Ids ids,
            Clock clock) {
        return new Accounts(transactions, store, journal, organizers, passwords, ids, clock);
    }

    @Bean
    SecondFactors secondFactors(
            OrganizerTransactions transactions,
            DataSource dataSource,
            InstallationJournal journal,
            Secrets secrets,
            Clock clock) {
        return new SecondFactors(transactions, new FactorStore(dataSource), journal, secrets, clock);
    }

    @Bean
    SignIns signIns(
            OrganizerTransactions transactions,
            DataSource dataSource,
            AccountStore store,
            Passwords passwords,
            SecondFactors factors,
            InstallationKey key,
            Clock clock) {
        return new SignIns(
                transactions,
                store,
                new FailureStore(dataSource),
                passwords,
                factors,
                key.derive("subjects of guesses"),
                clock);
    }

    @Bean
    FirstStart firstStart(Accounts accounts, AccountStore store, InstallationKey key) {
        return new FirstStart(accounts, store, key.derive("first administrator"));
    }
}
