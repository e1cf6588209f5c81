package io.counterfoil.backoffice;

import io.counterfoil.accounts.Accounts;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaseFields;
import io.counterfoil.helpdesk.CaseFiles;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.helpdesk.HeldMails;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailSearch;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.StoredMails;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.journal.Journal;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.Outbox;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.push.Undoing;
import io.counterfoil.runs.Runs;
import io.counterfoil.sync.Quarantine;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.EventFigures;
import io.counterfoil.tickets.TicketSearch;
import io.counterfoil.tickets.Tickets;
import io.counterfoil.tickets.TransferFigures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.thymeleaf.spring6.SpringTemplateEngine;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class BackofficeConfiguration {
    /** The name is the framework's. */
    @Bean
    LocaleResolver localeResolver() {
        return new Preferences();
    }

    /** The name is the framework's, too. */
    @Bean
    MessageSource messageSource(@Value("${spring.messages.basename}") String[] bundles) {
        TextSource texts = new TextSource();
        texts.setBasenames(bundles);
        texts.setDefaultEncoding(StandardCharsets.UTF_8.name());
        // what a person reads is in the language that he chose, never in the server's
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    @Bean
    Frame frame(
            Organizers organizers,
            Undoing undoing,
            LocaleResolver localeResolver,
            MessageSource messages,
            Clock clock) {
        return new Frame(organizers, undoing, localeResolver, messages, clock);
    }

    /** Before the first page is made. */
    @Bean
    SmartInitializingSingleton pageLinks(SpringTemplateEngine engine) {
        return () -> engine.setLinkBuilder(new PageLinks());
    }

    @Bean
    PageErrors pageErrors(MessageSource messages) {
        return new PageErrors(messages);
    }

    @Bean
    HomeFacts homeFacts(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Runs runs,
            Quarantine quarantine,
            TransferFigures transfers,
            Undoing undoing,
            CaseLists cases,
            Clock clock) {
        return new HomeFacts(
                transactions, interfaces, runs, quarantine, transfers, new HomeFacts.Queues(undoing, cases), clock);
    }

    @Bean
    Colleagues colleagues(Accounts accounts) {
        return new Colleagues(accounts);
    }

    @Bean
    CaseListFacts caseListFacts(
            OrganizerTransactions transactions,
            SupportCases cases,
            CaseLists lists,
            Contacts contacts,
            ContactSearch search,
            Mailboxes mailboxes,
            Colleagues colleagues,
            DeskSettings settings,
            MailSearch mailSearch) {
        return new CaseListFacts(
                transactions,
                new CaseListFacts.Sources(cases, lists, contacts, search, mailboxes, colleagues, settings, mailSearch));
    }

    @Bean
    CaseFacts caseFacts(
            OrganizerTransactions transactions,
            SupportCases cases,
            HeldMails held,
            Intake intake,
            MailboxTags tags,
            Contacts contacts,
            StoredMails mails,
            CaseListFacts lists,
            ContactFacts people,
            Deliveries deliveries,
            CaseFields fields,
            DeskSettings settings,
            CaseFiles files) {
        CaseFacts.Desk desk = new CaseFacts.Desk(cases, held, intake, tags, contacts, deliveries, fields, settings);
        return new CaseFacts(transactions, desk, new CaseLines(mails, files, tags), lists, people);
    }

    @Bean
    TicketStory ticketStory(
            OrganizerTransactions transactions, Tickets tickets, Undoing undoing, JsonMapper json, Clock clock) {
        return new TicketStory(transactions, tickets, undoing, json, clock);
    }

    @Bean
    TicketExport ticketExport(OrganizerTransactions transactions, Contacts contacts) {
        return new TicketExport(transactions, contacts);
    }

    @Bean
    Recipients recipients(OrganizerTransactions transactions, Contacts contacts) {
        return new Recipients(transactions, contacts);
    }

    @Bean
    InterfaceFacts interfaceFacts(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Runs runs,
            SyncPositions positions,
            TransferFigures transfers,
            Clock clock) {
        return new InterfaceFacts(transactions, interfaces, runs, positions, transfers, clock);
    }

    @Bean
    ContactFacts contactFacts(
            OrganizerTransactions transactions,
            Contacts contacts,
            ContactSearch search,
            TicketSearch tickets,
            Journal journal) {
        return new ContactFacts(transactions, contacts, search, tickets, journal);
    }

    @Bean
    EventFacts eventFacts(EventFigures figures, Clock clock) {
        return new EventFacts(figures, clock);
    }

    @Bean
    FailureMails failureMails(
            OrganizerTransactions transactions,
            Organizers organizers,
            Interfaces interfaces,
            Outbox outbox,
            MessageSource messages,
            Clock clock,
            @Value("${counterfoil.public-url:}") String publicUrl) {
        return new FailureMails(
                transactions, organizers, interfaces, outbox, messages, clock, publicUrl.replaceAll("/+$", ""));
    }

    @Bean
    MailboxMails mailboxMails(
            OrganizerTransactions transactions,
            Organizers organizers,
            Outbox outbox,
            MessageSource messages,
            Clock clock) {
        return new MailboxMails(transactions, organizers, outbox, messages, clock);
    }

    /** First of all: what is a Principal, the framework would take for the token of the sign-in. */
    @Bean
    SmartInitializingSingleton whoIsSignedIn(RequestMappingHandlerAdapter adapter, Organizers organizers) {
        return () -> {
            List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(List.of(new PageAccess(organizers)));
            resolvers.addAll(Objects.requireNonNull(adapter.getArgumentResolvers()));
            adapter.setArgumentResolvers(resolvers);
        };
    }

    @Bean
    WebMvcConfigurer screensMvc(Frame frame) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                // before anything may refuse: an error's page has the frame too
                registry.addInterceptor(frame)
                        .order(Ordered.HIGHEST_PRECEDENCE)
                        .excludePathPatterns(
                                "/api/**", "/actuator/**", "/v3/**", "/assets/**", "/webjars/**", "/wallet/**");
            }
        };
    }
}
