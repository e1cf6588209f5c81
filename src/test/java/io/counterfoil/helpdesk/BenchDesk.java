package io.counterfoil.helpdesk;

import io.counterfoil.contacts.AddressHash;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailRoom;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.tickets.TicketsFixture;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/** The product's intake over a given database, for benchmarks. */
public final class BenchDesk {
    private static final OrganizerCode ORGANIZER = new OrganizerCode("opera");
    private static final String MAILBOX = "tickets";

    private final Intake intake;

    /** @param application connections under the application's role; the organizer is there */
    public BenchDesk(DataSource application) {
        Clock clock = Clock.systemUTC();
        Ids ids = new Ids(clock, new SecureRandom());
        OrganizerTransactions transactions = new OrganizerTransactions(application);
        Journal journal = new Journal(application, clock);
        Contacts contacts = new Contacts(
                application, journal, new AddressHash(InstallationKey.of("a benchmark's secret")), ids, clock);
        MailRoom room = MailRoom.of(transactions, application, journal, clock);
        MailboxTags tags =
                new MailboxTags(transactions, new MailboxTagStore(application), room.mailboxes(), journal, clock);
        Suppliers suppliers =
                new Suppliers(transactions, new SupplierStore(application), room.mailboxes(), journal, clock);
        room.mailboxes().save(ORGANIZER, MAILBOX, MailboxChange.of("tickets@opera.example", "en"), "bench");
        tags.save(ORGANIZER, MAILBOX, IdTag.STANDARD, "bench");
        IntakeQueries queries = new IntakeQueries(application);
        IntakeReader reader = new IntakeReader(
                transactions,
                room.mails(),
                new IntakeSettings(
                        transactions,
                        room.mailboxes(),
                        tags,
                        suppliers,
                        new BlockedSenders(
                                transactions, new BlockedSenderStore(application), room.mailboxes(), journal, clock)),
                room.signing(),
                new IntakeReader.Sources(
                        queries,
                        contacts,
                        TicketsFixture.tickets(application, transactions, contacts),
                        (organizer, address) -> Optional.empty(),
                        new SupplierReferences(
                                transactions, new SupplierReferenceStore(application), suppliers, journal, clock)));
        IntakeWriter writer = new IntakeWriter(new CaseStore(application), contacts, journal, ids);
        this.intake = new Intake(
                transactions,
                room.mails(),
                reader,
                queries,
                writer,
                new IntakeEars(List::of, List::of, List::of),
                clock);
    }

    /** The organizer that everything belongs to. */
    public static OrganizerCode organizer() {
        return ORGANIZER;
    }

    /** Stores and takes a mail; the number of its case. */
    public long receive(byte[] raw) {
        Intake.Result result =
                intake.receive(ORGANIZER, MAILBOX, raw, new MailOrigin.Push()).result();
        if (result instanceof Intake.Decided(MailVerdict verdict, boolean now) && now) {
            return Objects.requireNonNull(verdict.number()).value();
        }
        throw new IllegalStateException("a mail came to nothing: " + result);
    }
}
