package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {
    @Bean
    Tokens tokens(
            OrganizerTransactions transactions, DataSource dataSource, Ids ids, Clock clock, Environment environment) {
        Tokens tokens = new Tokens(transactions, new TokenStore(dataSource), ids, clock);
        // set, a change of it works from the next start on
        tokens.adopt(environment.getProperty("counterfoil.admin-token", ""));
        return tokens;
    }
}
