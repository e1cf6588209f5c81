package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressHash;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailPurpose;
import io.counterfoil.mail.MailRoom;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.organizers.OrganizersFixture;
import io.counterfoil.tickets.Tickets;
import io.counterfoil.tickets.TicketsFixture;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** An organizer's help desk over a test's database, and mails to it. */
final class IntakeScene {
    static final EmailAddress ADA = EmailAddress.parse("ada@opera.example").orElseThrow();

    final HandClock clock = new HandClock(Instant.parse("2026-05-04T08:00:00Z"));
    final OrganizerCode organizer;
    final OrganizerTransactions transactions;
    final MailRoom room;
    final Contacts contacts;
    final Journal journal;
    final MailboxTags tags;
    final Suppliers suppliers;
    final BlockedSenders blocked;
    final SupportCases cases;
    final Intake intake;
    final LeftMails left;
    final CaseStore store;
    final IntakeQueries queries;
    final Ids ids;
    final DataSource dataSource;
    private final Tickets tickets;
    final List<Decision> decisions = new ArrayList<>();
    final List<Replies.Reply> replies = new ArrayList<>();
    /** Who is told of decisions and changes, and sends replies. */
    final List<AfterIntake> ears = new ArrayList<>(List.of((in, decision) -> decisions.add(decision)));

    final List<Replies> senders = new ArrayList<>(List.of((in, reply) -> replies.add(reply)));
    final List<AfterChange> changeEars = new ArrayList<>();
    final IntakeEars told = new IntakeEars(() -> ears, () -> senders, () -> changeEars);
    final Map<String, Agents.Agent> agents = new HashMap<>();
    private final IntakeReader reader;
    private final IntakeRounds rounds;
    /** What happens when somebody is looked up, by the key of his address. */
    final Map<String, RuntimeException> failures = new HashMap<>();

    private int messages;

    IntakeScene(TestDatabase database, String code) {
        this(new Connections(database.app()), database.organizer(code));
        mailbox("tickets", "tickets@opera.example", IdTag.STANDARD);
    }

    /** Through which a process reaches its database. */
    record Connections(DataSource app) {}

    /** A desk of an organizer that is there, without a mailbox. */
    IntakeScene(Connections database, OrganizerCode organizer) {
        this.organizer = organizer;
        transactions = new OrganizerTransactions(database.app());
        ids = new Ids(clock, new Random(5));
        journal = new Journal(database.app(), clock);
        contacts = new Contacts(
                database.app(), journal, new AddressHash(InstallationKey.of("a test's secret")), ids, clock);
        dataSource = database.app();
        tickets = TicketsFixture.tickets(database.app(), transactions, contacts);
        room = MailRoom.of(transactions, database.app(), journal, clock);
        tags = new MailboxTags(transactions, new MailboxTagStore(database.app()), room.mailboxes(), journal, clock);
        suppliers = new Suppliers(transactions, new SupplierStore(database.app()), room.mailboxes(), journal, clock);
        blocked = new BlockedSenders(
                transactions, new BlockedSenderStore(database.app()), room.mailboxes(), journal, clock);
        cases = new SupportCases(transactions, new CaseQueries(database.app()), (in, text) -> List.of());
        agents.put(ADA.key(), new Agents.Agent("ada", "Ada Agent", ADA));
        queries = new IntakeQueries(database.app());
        IntakeReader reader = new IntakeReader(
                transactions,
                room.mails(),
                new IntakeSettings(transactions, room.mailboxes(), tags, suppliers, blocked),
                room.signing(),
                new IntakeReader.Sources(
                        queries,
                        contacts,
                        tickets,
                        (in, address) -> agent(address),
                        new SupplierReferences(
                                transactions, new SupplierReferenceStore(database.app()), suppliers, journal, clock)));
        store = new CaseStore(database.app());
        this.reader = reader;
        IntakeWriter writer = new IntakeWriter(store, contacts, journal, ids);
        rounds = new IntakeRounds(room.mails(), reader, writer, told, clock);
        intake = new Intake(transactions, room.mails(), reader, queries, writer, told, clock);
        left = new LeftMails(transactions, room.mails(), intake, clock);
    }

    private Optional<Agents.Agent> agent(EmailAddress address) {
        RuntimeException failure = failures.get(address.key());
        if (failure != null) {
            throw failure;
        }
        return Optional.ofNullable(agents.get(address.key()));
    }

    void mailbox(String code, String address, IdTag tag) {
        MailboxChange change = new MailboxChange(
                Told.of(address),
                Told.of("en"),
                Told.of(List.of("mx.opera.example")),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing());
        room.mailboxes().save(organizer, code, change, "ada");
        tags.save(organizer, code, tag, "ada");
    }

    /** A mail to be sent: headers line by line, then the text. */
    final class Draft {
        private final StringBuilder header = new StringBuilder();
        private final String id = "<m" + ++messages + "@fan.example>";
        private String text = "Hello,\n\nwhere are my seats?\n";
        private String mailbox = "tickets";

        private Draft(String from, String subject) {
            header.append("From: ").append(from).append("\r\nSubject: ").append(subject);
            header.append("\r\nMessage-ID: ").append(id).append("\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\n");
        }

        Draft with(String line) {
            header.append(line).append("\r\n");
            return this;
        }

        Draft authenticated() {
            header.insert(0, "Authentication-Results: mx.opera.example; dmarc=pass header.from=opera.example\r\n");
            return this;
        }

        Draft text(String words) {
            text = words;
            return this;
        }

        Draft into(String code) {
            mailbox = code;
            return this;
        }

        String id() {
            return id;
        }

        byte[] raw() {
            return (header + "\r\n" + text.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        }

        UUID store() {
            return room.mails()
                    .store(organizer, mailbox, raw(), new MailOrigin.Push())
                    .id();
        }

        MailVerdict take() {
            return taken(store());
        }

        /** Stored and taken at once, as the API does. */
        MailVerdict pushed() {
            Intake.Result result = intake.receive(organizer, mailbox, raw(), new MailOrigin.Push())
                    .result();
            return ((Intake.Decided) result).verdict();
        }
    }

    Draft mail(String from, String subject) {
        return new Draft(from, subject);
    }

    MailVerdict taken(UUID mail) {
        return switch (intake.takeNow(organizer, mail)) {
            case Intake.Decided decided -> decided.verdict();
            case Intake.Broken broken -> throw new AssertionError("broke " + broken.stage());
        };
    }

    /** Takes mails in one turn. */
    List<Intake.Result> takenTogether(List<UUID> mails) {
        List<IntakeJob> jobs = new ArrayList<>();
        for (UUID mail : mails) {
            jobs.add(new IntakeJob(mail, reader.read(organizer, mail)));
        }
        return transactions.write(organizer, () -> rounds.decide(organizer, jobs));
    }

    /** A Message-ID of ours, as a mail to somebody bears it. */
    String signed(long number, String recipient, MailPurpose purpose) {
        return room.signing()
                .sign(
                        organizer,
                        new CaseNumber(number),
                        EmailAddress.parse(recipient).orElseThrow(),
                        purpose,
                        ids.next(),
                        "opera.example");
    }

    CaseClosing closing() {
        DeskSettings settings = new DeskSettings(
                transactions,
                new DeskSettingStore(dataSource),
                OrganizersFixture.organizers(transactions, dataSource, journal, clock),
                journal,
                clock);
        return new CaseClosing(transactions, tools(), settings, new IntakeEars(List::of, List::of, List::of));
    }

    /** What agents do, told to whoever is told of it. */
    CaseActs acts() {
        return new CaseActs(
                transactions,
                tools(),
                contacts,
                room.mailboxes(),
                told,
                new CaseFileStore(dataSource),
                (code, address) -> agent(address));
    }

    HeldMails held() {
        return new HeldMails(
                transactions,
                new HeldMailStore(dataSource),
                reader,
                new IntakeWriter(store, contacts, journal, ids),
                told,
                tools());
    }

    MailReplays replays() {
        CaptureStore captured = new CaptureStore(dataSource);
        return new MailReplays(
                transactions,
                room.mails(),
                intake,
                reader,
                tools(),
                new CaptureRules(transactions, captured, room.mails(), room.mailboxes(), tags, journal, clock),
                new CaseFields(transactions, captured, journal, clock));
    }

    private CaseTools tools() {
        return new CaseTools(store, new CaseQueries(dataSource), suppliers, tickets, journal, ids, clock);
    }

    SupportCase supportCase(long number) {
        return cases.require(organizer, new CaseNumber(number));
    }

    List<CaseEntry> entries(long number) {
        return cases.entries(organizer, new CaseNumber(number));
    }

    void edit(long number, UnaryOperator<CaseEdit> how) {
        transactions.writeOnly(organizer, () -> {
            SupportCase before = supportCase(number);
            store.update(
                    organizer, how.apply(CaseEdit.of(before, clock.instant())).done());
        });
    }

    /** How many rows the organizer has in a table. */
    long rows(String table) {
        return Objects.requireNonNull(transactions.read(
                organizer,
                () -> new JdbcTemplate(dataSource)
                        .queryForObject(
                                "select count(*) from " + table + " where organizer = ?",
                                Long.class,
                                organizer.value())));
    }
}
