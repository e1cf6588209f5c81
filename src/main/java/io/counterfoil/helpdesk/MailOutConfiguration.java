package io.counterfoil.helpdesk;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import javax.sql.DataSource;
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
    DailyWork deskForgetting(AnswerBudgets budgets, DeskTools tools) {
        return DailyWork.of("help desk forgets", organizer -> {
            budgets.forget(organizer);
            tools.forget(organizer);
        });
    }
}
