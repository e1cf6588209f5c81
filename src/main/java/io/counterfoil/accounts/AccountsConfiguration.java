package io.counterfoil.accounts;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Agents;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.mail.Outbox;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsConfiguration.class);

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
    AccountTools accountTools(
            OrganizerTransactions transactions,
            AccountStore store,
            InstallationJournal journal,
            Outbox outbox,
            MessageSource messages,
            @Value("${counterfoil.public-url:}") String publicUrl,
            Ids ids,
            Clock clock) {
        AccountMails mails = new AccountMails(outbox, messages, publicUrl.replaceAll("/+$", ""));
        return new AccountTools(transactions, store, journal, mails, ids, clock);
    }

    @Bean
    Agents agents(OrganizerTransactions transactions, AccountStore store) {
        return new AgentAddresses(transactions, store);
    }

    @Bean
    Accounts accounts(AccountTools tools, Organizers organizers, Passwords passwords) {
        return new Accounts(tools, organizers, passwords);
    }

    @Bean
    SecondFactors secondFactors(AccountTools tools, DataSource dataSource, Secrets secrets) {
        return new SecondFactors(tools, new FactorStore(dataSource), secrets);
    }

    @Bean
    SignIns signIns(
            AccountTools tools,
            DataSource dataSource,
            Passwords passwords,
            SecondFactors factors,
            InstallationKey key) {
        return new SignIns(tools, new FailureStore(dataSource), passwords, factors, key.derive("subjects of guesses"));
    }

    @Bean
    SingleSignOn singleSignOn(AccountTools tools, SignIns signIns) {
        return new SingleSignOn(tools, signIns);
    }

    @Bean
    AccountLinks accountLinks(AccountTools tools, DataSource dataSource, Accounts accounts) {
        return new AccountLinks(
                tools,
                new LinkStore(dataSource),
                accounts,
                work -> Thread.ofVirtual().name("reset").start(work));
    }

    /** Tells of the first administrator's code where only those look who run the server. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> tellHowToBegin(
            FirstStart firstStart, SignIns signIns, Environment environment) {
        return ready -> {
            signIns.forget();
            if (firstStart.isDue()) {
                String base = environment.getProperty("counterfoil.public-url", "");
                String port = environment.getProperty("local.server.port", "8080");
                LOG.info(
                        "Nobody has an account yet. Make the first administrator at {}/start with the code {}",
                        base.isBlank() ? "http://localhost:" + port : base,
                        firstStart.code());
            }
        };
    }

    @Bean
    FirstStart firstStart(Accounts accounts, AccountStore store, InstallationKey key) {
        return new FirstStart(accounts, store, key.derive("first administrator"));
    }
}
