package io.counterfoil.mail;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import java.util.HexFormat;
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
            MailboxSender mailboxes,
            Clock clock) {
        return new OutboxSender(
                transactions, new OutboxStore(dataSource), secrets, server.getIfAvailable(), from, mailboxes, clock);
    }

    /** @param networks COUNTERFOIL_MAIL_NETWORKS: networks beyond the public ones in which mail servers may be */
    @Bean
    MailboxSender mailboxSender(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Deliveries deliveries,
            Mailboxes mailboxes,
            AccessTokens tokens,
            ObjectProvider<JavaMailSender> server,
            @Value("${counterfoil.mail-networks:}") String networks,
            Clock clock) {
        return new MailboxSender(
                transactions,
                new DeliveryStore(dataSource),
                deliveries,
                new MailServers(mailboxes, server.getIfAvailable(), tokens, AddressPolicy.of(true, networks)),
                clock);
    }

    @Bean
    Deliveries deliveries(
            OrganizerTransactions transactions,
            DataSource dataSource,
            SignedMessageId signing,
            ObjectProvider<DeliveryFailures> listeners,
            Clock clock) {
        return new Deliveries(
                transactions,
                new DeliveryStore(dataSource),
                signing,
                () -> listeners.orderedStream().toList(),
                clock);
    }

    @Bean
    SignedMessageId signedMessageId(InstallationKey key) {
        // a restored installation goes on with the mails that it sent before: its id comes from its key
        String installation = HexFormat.of().formatHex(key.derive("installation id"));
        return new SignedMessageId(key.derive("signed message ids"), installation);
    }

    @Bean
    Mailboxes mailboxes(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Secrets secrets, Clock clock) {
        return new Mailboxes(transactions, new MailboxStore(dataSource), journal, secrets, clock);
    }

    /** @param networks COUNTERFOIL_MAIL_NETWORKS: networks beyond the public ones in which mail servers may be */
    @Bean
    AccessTokens accessTokens(@Value("${counterfoil.mail-networks:}") String networks, Clock clock) {
        return new AccessTokens(AddressPolicy.of(true, networks), clock);
    }

    @Bean
    InboundMails inboundMails(OrganizerTransactions transactions, DataSource dataSource, Ids ids, Clock clock) {
        return new InboundMails(transactions, new InboundMailStore(dataSource), ids, clock);
    }

    @Bean
    Outbox outbox(
            DataSource dataSource,
            Secrets secrets,
            Ids ids,
            Clock clock,
            SignedMessageId signing,
            OutboxSender sender,
            ObjectProvider<JavaMailSender> server) {
        return new Outbox(
                new OutboxStore(dataSource),
                new DeliveryStore(dataSource),
                signing,
                secrets,
                ids,
                clock,
                new Outbox.Sending(server.getIfAvailable() != null, sender::soon));
    }
}
