package io.counterfoil.imap;

import io.counterfoil.database.Lookout;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.mail.AccessTokens;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailTaker;
import io.counterfoil.mail.Mailboxes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module: {@link ImapReading}, and what reads. */
@Configuration(proxyBeanMethods = false)
class ImapConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(ImapConfiguration.class);
    /** Bytes of mails that one node fetches at one time. */
    private static final long MEMORY = 100L << 20;

    @Bean
    ImapSignIn imapSignIn(
            Mailboxes mailboxes, AccessTokens tokens, @Value("${counterfoil.mail-networks:}") String networks) {
        return new ImapSignIn(mailboxes, tokens, AddressPolicy.of(true, networks));
    }

    @Bean
    ImapReading imapReading(
            OrganizerTransactions transactions, DataSource dataSource, Mailboxes mailboxes, ImapSignIn signIn) {
        return new ImapReading(
                transactions,
                new ImapStore(dataSource),
                new RemarkStore(dataSource),
                mailboxes,
                signIn,
                ImapTimes.USUAL);
    }

    @Bean
    MailboxNotifications loggedMailboxNotifications() {
        return new MailboxNotifications() {
            @Override
            public void startsToFail(MailboxAlarm alarm) {
                logged(() -> LOG.warn(
                        "Mailbox {} of {} cannot be read since {}: {}",
                        alarm.mailbox().code(),
                        alarm.organizer(),
                        alarm.since(),
                        alarm.reason()));
            }

            @Override
            public void worksAgain(MailboxAlarm alarm) {
                logged(() -> LOG.info(
                        "Mailbox {} of {} can be read again", alarm.mailbox().code(), alarm.organizer()));
            }

            @Override
            public void fallsSilent(MailboxAlarm alarm) {
                logged(() -> LOG.warn(
                        "Mailbox {} of {} had no mail since {}",
                        alarm.mailbox().code(),
                        alarm.organizer(),
                        alarm.since()));
            }

            @Override
            public void getsMailsAgain(MailboxAlarm alarm) {
                logged(() -> LOG.info(
                        "Mailbox {} of {} gets mails again", alarm.mailbox().code(), alarm.organizer()));
            }
        };
    }

    @Bean
    AlarmTelling alarmTelling(OrganizerTransactions transactions, ObjectProvider<MailboxNotifications> notifications) {
        return new AlarmTelling(transactions, notifications.orderedStream().toList());
    }

    /** Not before it is stored. */
    private static void logged(Runnable line) {
        OrganizerTransactions.afterCommit(line);
    }

    @Bean
    @ConditionalOnProperty(name = "counterfoil.run-scheduler", matchIfMissing = true)
    Lookout silentMailboxes(
            OrganizerTransactions transactions,
            Mailboxes mailboxes,
            InboundMails mails,
            AlarmTelling telling,
            Clock clock) {
        SilentMailboxes silent = new SilentMailboxes(transactions, mailboxes, mails, telling, clock);
        return new Lookout("silent mailboxes", SilentMailboxes.LOOK_EVERY, silent::check);
    }

    /**
     * @param enabled {@code counterfoil.run-scheduler}: false on nodes that only answer
     * @param limit COUNTERFOIL_MAIL_ALARM_AFTER: how long a mailbox may be unreadable before somebody is told
     */
    @Bean
    MailboxReaders mailboxReaders(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Mailboxes mailboxes,
            InboundMails mails,
            ObjectProvider<MailTaker> taker,
            ImapSignIn signIn,
            Journal journal,
            AlarmTelling telling,
            MeterRegistry registry,
            Clock clock,
            @Value("${counterfoil.run-scheduler:true}") boolean enabled,
            @Value("${counterfoil.mail-alarm-after:PT15M}") Duration limit) {
        ImapWork work = new ImapWork(
                transactions,
                new ImapStore(dataSource),
                new RemarkStore(dataSource),
                mails,
                (organizer, mail) -> taker.ifAvailable(there -> there.take(organizer, mail)),
                mailboxes,
                signIn,
                new ImapMetrics(registry, clock),
                ImapLimits.USUAL,
                new MemoryBudget(MEMORY),
                clock);
        MailboxAlarms alarms = new MailboxAlarms(work, journal, telling, limit);
        String node = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        return new MailboxReaders(work, alarms, node, enabled);
    }
}
