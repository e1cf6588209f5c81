package io.counterfoil.helpdesk;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.DailyWork;
import io.counterfoil.database.Lookout;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.SignedMessageId;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelpdeskConfiguration {
    /** People whom a search names; more are not looked up. */
    private static final int MOST_NAMED = 100;

    @Bean
    MailboxTags mailboxTags(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        return new MailboxTags(transactions, new MailboxTagStore(dataSource), mailboxes, journal, clock);
    }

    @Bean
    Suppliers suppliers(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        return new Suppliers(transactions, new SupplierStore(dataSource), mailboxes, journal, clock);
    }

    @Bean
    BlockedSenders blockedSenders(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Mailboxes mailboxes,
            Journal journal,
            Clock clock) {
        return new BlockedSenders(transactions, new BlockedSenderStore(dataSource), mailboxes, journal, clock);
    }

    @Bean
    SupportCases supportCases(
            OrganizerTransactions transactions, DataSource dataSource, ContactSearch people, MailboxTags tags) {
        return new SupportCases(transactions, new CaseQueries(dataSource), new SupportCases.Naming() {
            @Override
            public List<ContactId> named(OrganizerCode organizer, String text) {
                List<ContactId> found = people.find(organizer, text, MOST_NAMED).stream()
                        .map(Contact::id)
                        .toList();
                List<ContactId> all = new ArrayList<>(found);
                people.mergedInto(organizer, found).values().forEach(all::addAll);
                return all;
            }

            @Override
            public Optional<CaseNumber> tagged(OrganizerCode organizer, String text) {
                IdTags all = tags.matching(organizer);
                return all.in(text).stream()
                        .filter(number -> all.without(text).isEmpty())
                        .findFirst();
            }
        });
    }

    @Bean
    CaseLists caseLists(OrganizerTransactions transactions, DataSource dataSource) {
        return new CaseLists(transactions, new CaseListStore(dataSource));
    }

    @Bean
    IntakeEars intakeEars(
            ObjectProvider<AfterIntake> after, ObjectProvider<Replies> replies, ObjectProvider<AfterChange> changes) {
        return new IntakeEars(
                () -> after.orderedStream().toList(),
                () -> replies.orderedStream().toList(),
                () -> changes.orderedStream().toList());
    }

    @Bean
    IntakeReader intakeReader(
            OrganizerTransactions transactions,
            InboundMails mails,
            Mailboxes mailboxes,
            MailboxTags tags,
            Suppliers suppliers,
            BlockedSenders blocked,
            SignedMessageId signing,
            DataSource dataSource,
            Contacts contacts,
            Tickets tickets,
            Agents agents,
            SupplierReferences references) {
        IntakeSettings settings = new IntakeSettings(transactions, mailboxes, tags, suppliers, blocked);
        IntakeReader.Sources sources =
                new IntakeReader.Sources(new IntakeQueries(dataSource), contacts, tickets, agents, references);
        return new IntakeReader(transactions, mails, settings, signing, sources);
    }

    @Bean
    CaseTools caseTools(
            DataSource dataSource, Suppliers suppliers, Tickets tickets, Journal journal, Ids ids, Clock clock) {
        return new CaseTools(
                new CaseStore(dataSource), new CaseQueries(dataSource), suppliers, tickets, journal, ids, clock);
    }

    @Bean
    IntakeWriter intakeWriter(CaseTools tools, Contacts contacts) {
        return new IntakeWriter(tools.store(), contacts, tools.journal(), tools.ids());
    }

    @Bean
    Intake intake(
            OrganizerTransactions transactions,
            InboundMails mails,
            IntakeReader reader,
            DataSource dataSource,
            IntakeWriter writer,
            IntakeEars ears,
            Clock clock) {
        return new Intake(transactions, mails, reader, new IntakeQueries(dataSource), writer, ears, clock);
    }

    @Bean
    MailboxRetirement mailboxRetirement(
            OrganizerTransactions transactions, Mailboxes mailboxes, DataSource dataSource) {
        return new MailboxRetirement(transactions, mailboxes, new CaseQueries(dataSource));
    }

    @Bean
    MailSearch mailSearch(OrganizerTransactions transactions, DataSource dataSource, InboundMails mails) {
        return new MailSearch(transactions, new IntakeQueries(dataSource), mails);
    }

    @Bean
    MailReplays mailReplays(
            OrganizerTransactions transactions,
            InboundMails mails,
            Intake intake,
            IntakeReader reader,
            CaseTools tools,
            CaptureRules rules,
            CaseFields fields) {
        return new MailReplays(transactions, mails, intake, reader, tools, rules, fields);
    }

    @Bean
    HeldMails heldMails(
            OrganizerTransactions transactions,
            DataSource dataSource,
            IntakeReader reader,
            IntakeWriter writer,
            IntakeEars ears,
            CaseTools tools) {
        return new HeldMails(transactions, new HeldMailStore(dataSource), reader, writer, ears, tools);
    }

    @Bean
    StoredMails storedMails(
            OrganizerTransactions transactions, InboundMails mails, Mailboxes mailboxes, IntakeReader reader) {
        return new StoredMails(transactions, mails, mailboxes, reader);
    }

    @Bean
    CaseActs caseActs(
            OrganizerTransactions transactions,
            CaseTools tools,
            Contacts contacts,
            Mailboxes mailboxes,
            IntakeEars ears,
            DataSource dataSource,
            Agents agents) {
        return new CaseActs(transactions, tools, contacts, mailboxes, ears, new CaseFileStore(dataSource), agents);
    }

    @Bean
    CaseFiles caseFiles(OrganizerTransactions transactions, DataSource dataSource) {
        return new CaseFiles(transactions, new CaseFileStore(dataSource));
    }

    @Bean
    CaseMerges caseMerges(
            OrganizerTransactions transactions, CaseTools tools, DataSource dataSource, InboundMails mails) {
        return new CaseMerges(transactions, tools, new CaseMergeStore(dataSource), mails);
    }

    @Bean
    CaseTraceStore caseTraces(DataSource dataSource) {
        return new CaseTraceStore(dataSource);
    }

    @Bean
    DailyWork caseClosing(OrganizerTransactions transactions, CaseTools tools, DeskSettings settings, IntakeEars ears) {
        return new CaseClosing(transactions, tools, settings, ears);
    }

    @Bean
    @ConditionalOnProperty(name = "counterfoil.run-scheduler", matchIfMissing = true)
    Lookout leftMails(OrganizerTransactions transactions, InboundMails mails, Intake intake, Clock clock) {
        LeftMails left = new LeftMails(transactions, mails, intake, clock);
        return new Lookout("left mails", LeftMails.LOOK_EVERY, left::takeAll);
    }

    @Bean
    CaptureRules captureRules(
            OrganizerTransactions transactions,
            DataSource dataSource,
            InboundMails mails,
            Mailboxes mailboxes,
            MailboxTags tags,
            Journal journal,
            Clock clock) {
        return new CaptureRules(transactions, new CaptureStore(dataSource), mails, mailboxes, tags, journal, clock);
    }

    @Bean
    CaseFields caseFields(OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new CaseFields(transactions, new CaptureStore(dataSource), journal, clock);
    }

    @Bean
    SupplierReferences supplierReferences(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Suppliers suppliers,
            Journal journal,
            Clock clock) {
        return new SupplierReferences(transactions, new SupplierReferenceStore(dataSource), suppliers, journal, clock);
    }

    @Bean
    AfterIntake captureFromMails(CaptureRules rules, CaseFields fields, SupplierReferences references) {
        return new CaptureFromMails(rules, fields, references);
    }
}
