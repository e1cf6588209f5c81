package io.counterfoil.push;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.AddressHash;
import io.counterfoil.contacts.ContactInput;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.Retries;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.OrganizersFixture;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.RunsFixture;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.InjectionStore;
import io.counterfoil.tickets.LogItem;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.TicketLedger;
import io.counterfoil.tickets.TicketLedgers;
import io.counterfoil.tickets.Tickets;
import io.counterfoil.tickets.TicketsFixture;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** An organizer with an interface to a {@link PeerWallet}, and everything of module push over a real database. */
final class PushScene implements AutoCloseable {
    static final String LINK = "mobile";

    final PeerWallet wallet = new PeerWallet();
    final TestDatabase database = TestDatabase.create();
    final JdbcTemplate sql = new JdbcTemplate(database.owner());
    final OrganizerCode opera = database.organizer("opera");
    final HandClock clock = new HandClock();
    final OrganizerTransactions transactions = database.transactions();
    final Ids ids = new Ids(clock, new Random(1));
    final Journal journal = new Journal(database.app(), clock);
    final Contacts contacts =
            new Contacts(database.app(), journal, new AddressHash(InstallationKey.of("a test's secret")), ids, clock);
    final Interfaces interfaces = OrganizersFixture.interfaces(transactions, database.app(), journal, clock);
    final TicketLedgers ledgers = new TicketLedgers(database.app());
    final Tickets tickets = TicketsFixture.tickets(database.app(), transactions, contacts);
    final BackOfficeChanges changes = new BackOfficeChanges(transactions, ledgers, contacts, journal, ids, clock);
    final Runs runs = RunsFixture.runs(transactions, database.app(), ids, clock);
    final PushStore store = new PushStore(database.app());
    final Pushes pushes = new Pushes(transactions, store, interfaces, tickets, journal, clock);
    final Reassignments reassignments;
    final Distributing distributing;
    final OpenTransfers transfers;
    final List<String> woken = new ArrayList<>();
    final PushClient prompt;

    private final WalletHttp http =
            new WalletHttp(AddressPolicy.of(true, ""), InetAddress::getAllByName, InstantSource.system());
    private final PushTools tools;

    PushScene() {
        Limits limits = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), 1 << 20);
        PushClient patient = new PushClient(
                http, limits, new Retries(new RetryRule(2, Duration.ZERO, Duration.ofSeconds(1)), nap -> {}));
        prompt = PushClient.prompt(http, Duration.ofSeconds(10));
        tools = new PushTools(
                transactions,
                store,
                interfaces,
                new Endpoints(interfaces),
                patient,
                new Addressing(contacts),
                new AfterInjection(new InjectionStore(database.app()), ledgers, changes, journal),
                clock);
        ReassignmentStore waiting = new ReassignmentStore(database.app());
        reassignments = new Reassignments(
                transactions,
                waiting,
                changes,
                contacts,
                interfaces,
                new SyncPositions(database.app(), transactions, journal, clock),
                clock);
        distributing = new Distributing(transactions, changes, tickets, contacts, reassignments, waiting, prompt);
        transfers = new OpenTransfers(
                transactions, tickets, waiting, interfaces, journal, prompt, (organizer, code) -> woken.add(code));
        link("", "");
    }

    /** Saves the interface. */
    void link(String parameters, String skipTickets) {
        InterfaceChange change = new InterfaceChange(
                Told.of("main"),
                Told.of(wallet.url()),
                Told.of("key"),
                Told.nothing(),
                Told.nothing(),
                Told.of(parameters),
                Told.of(skipTickets),
                Map.of());
        interfaces.save(opera, LINK, change, names -> Map.of(), "anna");
    }

    ContactId contact(@Nullable String email, @Nullable String firstName) {
        ContactInput input =
                new ContactInput(email, null, firstName, null, null, null, null, null, null, "fr", null, null, false);
        return transactions.write(
                opera, () -> contacts.create(opera, "anna", input).contact().id());
    }

    TicketId ticket(String id, String state, @Nullable ContactId contact) {
        Object holder = contact == null ? null : contact.value();
        sql.update(
                """
                insert into ticket (organizer, ticket_id, organization, state, first_contact, imported_contact,
                    state_changed_at, created_at, updated_at, seat, barcode)
                values ('opera', ?, 'main', ?, ?, ?, ?, ?, ?, 'A 12', '999')""",
                id,
                state,
                holder,
                holder,
                PushStore.utc(clock.instant()),
                PushStore.utc(clock.instant()),
                PushStore.utc(clock.instant()));
        sql.update(
                "insert into ticket_ownership (organizer, ticket_id, cultural_contact) values ('opera', ?, ?)",
                id,
                holder);
        return new TicketId(id);
    }

    void injected(TicketId ticket) {
        sql.update("update ticket set injected_by = ?, injected_at = now() where ticket_id = ?", LINK, ticket.value());
    }

    void state(TicketId ticket, String state) {
        clock.pass(Duration.ofSeconds(1));
        sql.update(
                "update ticket set state = ?, state_changed_at = ? where ticket_id = ?",
                state,
                PushStore.utc(clock.instant()),
                ticket.value());
    }

    /** The wallet tells that a transfer of the ticket is open. */
    void pending(TicketId ticket, String transferId, String sender, String recipient, long sequence) {
        LogItem.WalletEntry entry = new LogItem.WalletEntry(
                UUID.nameUUIDFromBytes(new byte[] {(byte) sequence}),
                0,
                new LogItem.Stream(LINK, 0),
                sequence,
                "PENDING_TRANSFER",
                clock.instant(),
                Told.of(sender),
                Told.nothing(),
                recipient,
                new LogItem.Transfer(transferId, sender, recipient, clock.instant(), null, null),
                true,
                ids.next(),
                clock.instant());
        transactions.writeOnly(opera, () -> {
            AddressBook book = contacts.addressBook(opera, List.of(address(sender), address(recipient)));
            TicketLedger ledger = Objects.requireNonNull(
                    ledgers.of(opera, List.of(ticket), true).get(ticket));
            ledger.deliver(entry, new PagePeople(book, ids), null);
            contacts.store(opera, "test", book, null);
            ledgers.store(opera, List.of(ledger), book, null);
        });
    }

    static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    PushFunction function(PushKind kind) {
        return new PushFunction(tools, runs, kind);
    }

    Run run(PushKind kind) {
        return run(kind, false);
    }

    Run run(PushKind kind, boolean dryRun) {
        clock.pass(Duration.ofMinutes(5));
        InterfaceFunction function = kind.function();
        return RunsFixture.execute(runs, RunsFixture.start(runs, opera, LINK, function, dryRun), function(kind));
    }

    String stateOf(String ticket) {
        return Objects.requireNonNull(sql.queryForObject(
                "select state || coalesce(' by ' || injected_by, '') from ticket where ticket_id = ?",
                String.class,
                ticket));
    }

    List<String> journalled(String action) {
        return sql.queryForList(
                "select entity_id || ' ' || actor from journal where action = ? order by seq", String.class, action);
    }

    List<String> bodies(String action) {
        return sql.queryForList("select body from journal where action = ? order by seq", String.class, action);
    }

    @Override
    public void close() {
        http.close();
        database.close();
        wallet.close();
    }
}
