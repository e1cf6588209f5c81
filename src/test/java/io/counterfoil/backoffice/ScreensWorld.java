package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.contacts.ContactInput;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.ScriptedPeer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.push.Undoing;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunControl;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.Start;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An organizer with people, tickets and a wallet whose diff tells of transfers: accepted, open, rejected, missed. One for all
 * tests of screens; tests that change much make one of their own.
 */
final class ScreensWorld {
    static final String PASSWORD = "wolke tisch papaya gondel 7391";
    static final String HOSTILE = "<script>alert(1)</script>";
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Access EVERYTHING =
            new Access(new UUID(0, 1), "test", Permission.of(Role.ADMINISTRATOR), null);

    final OrganizerCode organizer;
    private final ApplicationContext context;
    private final int port;

    ScreensWorld(ApplicationContext context, int port, String code) {
        this.context = context;
        this.port = port;
        this.organizer = new OrganizerCode(code);
        Organizers organizers = context.getBean(Organizers.class);
        if (organizers.find(organizer).isEmpty()) {
            organizers.create(organizer, "Opera " + code, "test");
            organizers.change(organizer, "Opera " + code, "Europe/Paris", "en", 30, "test");
        }
    }

    /** Another time zone than the one that it begins with. */
    ScreensWorld in(String timeZone) {
        context.getBean(Organizers.class).change(organizer, "Opera " + organizer, timeZone, "en", 30, "test");
        return this;
    }

    String base() {
        return "/o/" + organizer;
    }

    /** Somebody with a role here, signed in. */
    Browser as(Role role) {
        return as(role, role.name().toLowerCase(java.util.Locale.ROOT));
    }

    Browser as(Role role, String name) {
        return as(role, name, false);
    }

    /** Somebody who administers the organizer and the whole installation, signed in. */
    Browser asAdministratorOfAll() {
        return as(Role.ADMINISTRATOR, "chief", true);
    }

    /** With which an administrator of the installation signs in, see {@link #asAdministratorOfAll}. */
    String loginOfAll() {
        return "chief." + organizer;
    }

    private Browser as(Role role, String name, boolean ofAll) {
        Accounts accounts = context.getBean(Accounts.class);
        String login = name + "." + organizer;
        if (accounts.byLogin(login, EVERYTHING).isEmpty()) {
            NewAccount wanted = NewAccount.of(login, login + "@example.org", "User " + name, Language.EN, ofAll);
            Account account = accounts.create(wanted, Map.of(organizer, role), EVERYTHING);
            accounts.setPassword(account, PASSWORD, "test");
        }
        return Browser.signedIn(port, login, PASSWORD);
    }

    ScreensWorld tickets(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            lines.append(ticket(i, "E-1"));
        }
        return imported(lines.toString());
    }

    /** One more ticket, for another event. */
    void ticketOf(String event) {
        imported(ticket(999, event));
    }

    private static String ticket(int i, String event) {
        return """
                {"ticketId":"T-%03d","taxNumber":"9%05d","organization":"opera","event":{"eventId":"%s","name":"Carmen %s",\
                "startsAt":"2030-06-14T18:00:00Z"},"seat":"A-%d","barcode":"B%06d","state":"PRINTED",\
                "culturalContact":{"email":"anna%d@example.org","firstName":"Anna","lastName":"Meier%d"}}
                """.formatted(i, i, event, HOSTILE, i, i, i, i);
    }

    /**
     * A run that began at noon and has seen a hundred entries.
     *
     * @return the path of its page
     */
    String going(@Nullable String firstChange, @Nullable String lastChange, @Nullable Integer expected) {
        UUID run = UUID.randomUUID();
        JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
        context.getBean(OrganizerTransactions.class)
                .writeOnly(
                        organizer, () -> jdbc.update("""
                                insert into run (organizer, run_id, interface, function, started_by, actor, status, started_at,
                                    pages, entries, applied, node, first_change_at, last_change_at, expected)
                                values (?, ?, 'main', 'retrieve-ticket-status', 'MANUAL', 'test', 'RUNNING', '2026-06-14T12:00:00Z',
                                    1, 100, 100, 'here', ?::timestamptz, ?::timestamptz, ?)""", organizer.value(), run, firstChange, lastChange, expected));
        return base() + "/runs/" + run;
    }

    /** Enters a contact, also one more with an address that somebody has. */
    void contact(String address, String firstName, String lastName) {
        ContactInput input = new ContactInput(
                address, null, firstName, lastName, null, null, null, null, null, null, null, null, false);
        context.getBean(OrganizerTransactions.class)
                .write(organizer, () -> context.getBean(Contacts.class).create(organizer, "test", input));
    }

    /** Imports tickets, one a line. */
    ScreensWorld imported(String lines) {
        try {
            context.getBean(TicketImport.class)
                    .run(organizer, "test", new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs over one page of a diff, against a peer that tells it. */
    Run run(String interfaceCode, String... entries) {
        return run(interfaceCode, false, entries);
    }

    /** The same for show. */
    Run dryRun(String interfaceCode, String... entries) {
        return run(interfaceCode, true, entries);
    }

    private Run run(String interfaceCode, boolean dry, String... entries) {
        String page =
                "{\"tickets\":[" + String.join(",", entries) + "],\"nextPaginationKey\":\"k1\",\"hasMore\":false}";
        try (ScriptedPeer peer = ScriptedPeer.with(ScriptedPeer.answer(200, page))) {
            context.getBean(Interfaces.class)
                    .save(
                            organizer,
                            interfaceCode,
                            new InterfaceChange(
                                    Told.of("opera"),
                                    Told.of(peer.endpoint().url()),
                                    Told.of("key"),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Told.nothing(),
                                    Map.of(InterfaceFunction.RETRIEVE_TICKET_STATUS, Told.of(null))),
                            names -> Map.of(),
                            "test");
            return ended(context.getBean(RunControl.class)
                    .start(organizer, interfaceCode, InterfaceFunction.RETRIEVE_TICKET_STATUS, "test", dry));
        }
    }

    /** Leaves something in each list of what waits for somebody: an undo request, a ticket out of step, skipped entries. */
    void waitingWork() {
        if (context.getBean(Undoing.class).countWaiting(organizer) > 0) {
            return;
        }
        run("side", accepted("T-020", "otto@example.org"));
        context.getBean(Undoing.class)
                .ask(
                        organizer,
                        new TicketId("T-020"),
                        "Otto has bought it twice " + HOSTILE,
                        "user:agent." + organizer);
        context.getBean(Interfaces.class)
                .save(
                        organizer,
                        "side",
                        new InterfaceChange(
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of("enableTicketDistributionToCulturalContact=false"),
                                Told.of("id:T-022"),
                                Map.of()),
                        names -> Map.of(),
                        "test");
        run("side", accepted("T-021", "pia@example.org"), accepted("T-022", "quin@example.org"));
    }

    private static String accepted(String ticket, String to) {
        return entry(ticket, 90, "TRANSFERRED", to, transfer("w-" + ticket, "somebody@example.org", to));
    }

    private Run ended(Start start) {
        assertThat(start).isInstanceOf(Start.Started.class);
        UUID id = ((Start.Started) start).run().id();
        Runs runs = context.getBean(Runs.class);
        return await("the run's end")
                .atMost(Patience.LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN)
                .pollInSameThread()
                .until(() -> runs.find(organizer, id).orElseThrow(), run -> run.status() != RunStatus.RUNNING);
    }

    static String entry(String ticket, int sequence, String status, String owner, String more) {
        return "{\"ticketId\":\"%s\",\"sequence\":%d,\"status\":\"%s\",\"statusDate\":\"2026-06-14T09:%02d:00Z\",%s\"walletOwner\":{\"email\":\"%s\"}}"
                .formatted(ticket, sequence, status, sequence % 60, more, owner);
    }

    static String transfer(String id, String from, String to) {
        return """
                "spectatorDetails":{"email":"%s"},"transfer":{"transferId":"%s","direction":"FORWARD","senderEmail":"%s",\
                "recipientEmail":"%s","initiatedAt":"2026-06-14T09:00:00Z","endedAt":null,"reason":null},""".formatted(to, id, from, to);
    }
}
