package io.counterfoil.helpdesk;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.Outbox;
import io.counterfoil.mail.SignedMessageId;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What goes out, and what agents work with. */
@Configuration(proxyBeanMethods = false)
class MailOutConfiguration {
    @Bean
    MailTemplates mailTemplates(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new MailTemplates(transactions, new TemplateStore(dataSource), journal, clock);
    }

    @Bean
    AnswerBudgets answerBudgets(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new AnswerBudgets(transactions, new BudgetStore(dataSource), journal, clock);
    }

    @Bean
    DeskSettings deskSettings(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Organizers organizers,
            Journal journal,
            Clock clock) {
        return new DeskSettings(transactions, new DeskSettingStore(dataSource), organizers, journal, clock);
    }

    @Bean
    DeskTools deskTools(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Ids ids, Clock clock) {
        return new DeskTools(transactions, new DeskToolStore(dataSource), journal, ids, clock);
    }

    @Bean
    CaseReports caseReports(OrganizerTransactions transactions, DataSource dataSource, Organizers organizers) {
        return new CaseReports(transactions, new CaseReportQueries(dataSource), organizers);
    }

    @Bean
    CaseMails caseMails(
            MailTemplates templates,
            MailboxTags tags,
            Mailboxes mailboxes,
            Organizers organizers,
            Contacts contacts,
            DataSource dataSource,
            InboundMails mails,
            Deliveries deliveries,
            SignedMessageId signing,
            Outbox outbox) {
        CaseThread thread = new CaseThread(new CaseQueries(dataSource), mails, deliveries, signing);
        return new CaseMails(templates, tags, mailboxes, organizers, contacts, thread, outbox);
    }

    @Bean
    CaseDiary caseDiary(DataSource dataSource, Journal journal, Ids ids, Clock clock) {
        return new CaseDiary(new CaseQueries(dataSource), new CaseStore(dataSource), journal, ids, clock);
    }

    @Bean
    AgentReplies agentReplies(CaseMails letters, DataSource dataSource, Suppliers suppliers, InboundMails mails) {
        return new AgentReplies(letters, new CaseQueries(dataSource), suppliers, mails);
    }

    @Bean
    AutomaticMails automaticMails(
            CaseMails letters,
            Mailboxes mailboxes,
            AnswerBudgets budgets,
            CaseDiary diary,
            Deliveries deliveries,
            DeskTools desk,
            Agents agents,
            @Value("${counterfoil.public-url:}") String publicUrl) {
        return new AutomaticMails(
                new AutomaticMails.Parts(letters, mailboxes, budgets, diary, deliveries, desk, agents),
                publicUrl.replaceAll("/+$", ""));
    }

    @Bean
    HeldQuestions heldQuestions(
            OrganizerTransactions transactions,
            DataSource dataSource,
            IntakeReader reader,
            CaseTools tools,
            AutomaticMails mails) {
        return new HeldQuestions(transactions, new HeldMailStore(dataSource), reader, tools, mails);
    }

    @Bean
    MailTraces mailTraces(Deliveries deliveries, DataSource dataSource) {
        return new MailTraces(deliveries, new BudgetStore(dataSource));
    }

    @Bean
    ClosingMails closingMails(DeskSettings settings, AutomaticMails mails, DataSource dataSource) {
        return new ClosingMails(settings, mails, new ReminderStore(dataSource));
    }

    @Bean
    CaseReminders caseReminders(
            OrganizerTransactions transactions,
            DataSource dataSource,
            DeskSettings settings,
            AutomaticMails mails,
            Clock clock) {
        return new CaseReminders(
                transactions, new ReminderStore(dataSource), new CaseQueries(dataSource), settings, mails, clock);
    }

    @Bean
    DailyWork deskForgetting(AnswerBudgets budgets, DeskTools tools) {
        return DailyWork.of("help desk forgets", organizer -> {
            budgets.forget(organizer);
            tools.forget(organizer);
        });
    }
}
