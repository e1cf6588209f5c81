package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    OutboxSender outboxSender(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Secrets secrets,
            ObjectProvider<JavaMailSender> server,
            @Value("${counterfoil.mail-from:}") String from,
            Clock clock) {
        return new OutboxSender(
                transactions, new OutboxStore(dataSource), secrets, server.getIfAvailable(), from, clock);
    }

    @Bean
    Outbox outbox(
            DataSource dataSource,
            Secrets secrets,
            Ids ids,
            Clock clock,
            OutboxSender sender,
            ObjectProvider<JavaMailSender> server) {
        boolean configured = server.getIfAvailable() != null;
        return new Outbox(new OutboxStore(dataSource), secrets, ids, clock, configured, sender::soon);
    }
}
