package io.counterfoil.sync;

import static io.counterfoil.gateway.ScriptedPeer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.gateway.ScriptedPeer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.runs.RunContext;
import io.counterfoil.runs.RunEnd;
import io.counterfoil.runs.RunLease;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.RunsFixture;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.Tickets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** A run over a real socket and a real database: what comes of good pages, bad entries and bad wallets. */
class SyncRunTest {
    private static final OrganizerCode OPERA = new OrganizerCode("opera");

    private final TestDatabase database = TestDatabase.create();
    private final AnnotationConfigApplicationContext context = EngineContext.over(database);

    SyncRunTest() {
        context.getBean(Organizers.class).create(OPERA, "Opera", "test");
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    @Test
    void aPendingAndAnAcceptedTransferBecomeOneConfirmedLineAndTheNewCulturalContact() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet =
                ScriptedPeer.with(page("k1", true, pending("S-1", 1)), page("k2", false, transferred("S-1", 2)))) {
            configure(wallet, "");

            assertThat(run(false)).isEqualTo(RunEnd.succeeded(null));
        }

        Tickets.View view = context.getBean(Tickets.class).view(OPERA, new TicketId("S-1"));
        assertThat(view.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.status()).isEqualTo(Distribution.Status.CONFIRMED));
        assertThat(view.people().get(Objects.requireNonNull(view.ticket().culturalContact())))
                .satisfies(ben -> assertThat(ben.lastName()).isEqualTo("Meier"));
        assertThat(key()).isEqualTo("k2");
    }

    @Test
    void onePoisonEntryAmongAThousandIsQuarantinedAndTheOthersAreApplied() throws IOException {
        importTickets("S-1");
        List<String> entries = new ArrayList<>(IntStream.rangeClosed(1, 999)
                .mapToObj(n -> entry("S-1", "ACTIVATED", n, "anna@example.org", ""))
                .toList());
        entries.add(500, "\"poison \\u0000\"");
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k1", false, entries.toArray(String[]::new)))) {
            configure(wallet, "");

            assertThat(run(false)).isEqualTo(RunEnd.partial(null));
        }

        assertThat(count("status_log")).isEqualTo(999);
        assertThat(context.getBean(Quarantine.class)
                        .list(OPERA, HeldFilter.quarantined(Held.State.OPEN, null), null, 10))
                .singleElement()
                .satisfies(held -> assertThat(new String(held.raw(), StandardCharsets.UTF_8))
                        .isEqualTo("\"poison \\u0000\""));
    }

    @Test
    void anEntryOfAnUnknownTicketIsAppliedByItselfWhenTheTicketIsImported() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k1", false, transferred("S-2", 1)))) {
            configure(wallet, "");
            assertThat(run(false)).isEqualTo(RunEnd.partial(null));
        }

        importTickets("S-2");

        assertThat(context.getBean(Tickets.class)
                        .view(OPERA, new TicketId("S-2"))
                        .lines())
                .hasSize(1);
        assertThat(context.getBean(Quarantine.class).list(OPERA, HeldFilter.quarantined(null, null), null, 10))
                .singleElement()
                .satisfies(held -> assertThat(held.state()).isEqualTo(Held.State.REPLAYED));
    }

    @Test
    void withoutContinuingTheRunFailsBeforeThePageAndShowsTheEntry() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k1", false, pending("S-1", 1), transferred("S-404", 2)))) {
            configure(wallet, "doContinueInCaseOfSyncError=false");

            assertFailed(run(false), "S-404");
        }
        assertThat(count("status_log")).isZero();
        assertThat(key()).isNull();
    }

    @Test
    void aPageOfWhichTooMuchWouldBeQuarantinedIsNotApplied() throws IOException {
        importTickets("S-1");
        String[] strangers =
                IntStream.range(0, 12).mapToObj(n -> pending("X-" + n, n)).toArray(String[]::new);
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k1", false, strangers))) {
            configure(wallet, "killRatio=90");

            assertFailed(run(false), "killRatio=90 reached: 12 of 12");
        }
        assertThat(count("held_entry")).isZero();
        assertThat(key()).isNull();
    }

    @Test
    void aWalletThatRepeatsItsKeyEndsTheRunAfterItsPageIsApplied() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet =
                ScriptedPeer.with(page("k1", true, pending("S-1", 1)), page("k1", true, transferred("S-1", 2)))) {
            configure(wallet, "");

            assertFailed(run(false), "the wallet repeats its key");
        }
        assertThat(count("status_log")).isEqualTo(2);
    }

    @Test
    void onePagePerRunLeavesTheRestToTheNext() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet =
                ScriptedPeer.with(page("k1", true, pending("S-1", 1)), page("k2", false, transferred("S-1", 2)))) {
            configure(wallet, "onePagePerRun=true");

            assertThat(run(false))
                    .isInstanceOfSatisfying(
                            RunEnd.Ended.class, end -> assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED));
            assertThat(key()).isEqualTo("k1");
            run(false);
            assertThat(key()).isEqualTo("k2");
        }
        assertThat(bodies("ticket").getLast()).contains("\"formerMobileStatus\":\"PENDING_TRANSFER\"");
        context.getBean(SyncPositions.class).reset(OPERA, "mobile", "k1", false, "test");
        assertThat(bodies("interface").getLast())
                .isEqualTo("{\"before\":{\"paginationKey\":\"k2\"},\"after\":{\"paginationKey\":\"k1\"}}");
    }

    @Test
    void aRefusedKeyPausesTheScheduleUntilTheInterfaceIsSavedAgain() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet = ScriptedPeer.with(answer(401, ""))) {
            configure(wallet, "");

            assertFailed(run(false), "401");
            assertThat(pausedReason()).contains("401");
            configure(wallet, "");
            assertThat(pausedReason()).isNull();
        }
    }

    @Test
    void whatIsNoPageStopsTheRunWithTheKeyUnmovedAndSaysWhatCame() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet = ScriptedPeer.with(answer(200, "<html>anna@example.org</html>"))) {
            configure(wallet, "");

            assertFailed(run(false), "<html>");
        }
        assertThat(key()).isNull();
    }

    @Test
    void aDryRunStoresNothingButItsReport() throws IOException {
        importTickets("S-1");
        try (ScriptedPeer wallet =
                ScriptedPeer.with(page("k1", true, pending("S-1", 1)), page("k2", false, transferred("S-1", 2)))) {
            configure(wallet, "");

            RunEnd end = run(true);

            assertThat(end)
                    .isInstanceOfSatisfying(
                            RunEnd.Ended.class,
                            ended -> assertThat(ended.report())
                                    .contains(
                                            "\"applied\":2",
                                            "\"ticketsChanged\":1",
                                            "\"contactsCreated\":1",
                                            "CONFIRMED"));
        }
        assertThat(new JdbcTemplate(database.owner()).queryForMap("select pages, entries, applied from run"))
                .as("how far it was, for whoever watched")
                .isEqualTo(Map.of("pages", 2, "entries", 2, "applied", 2));
        assertThat(count("status_log")).isZero();
        assertThat(count("distribution")).isZero();
        assertThat(count("contact")).isEqualTo(1);
        assertThat(key()).isNull();
    }

    @Test
    void whatARunTellsHoldsNoPersonalData() throws IOException {
        importTickets("S-1", "S-2");
        String badName = transferred("S-1", 1).replace("\"Ben\"", "\"Ben" + "n".repeat(300) + "\"");
        String badAddress = pending("S-2", 2).replace("ben@example.org", "ben.meier at home");
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k1", false, badName, badAddress))) {
            configure(wallet, "");
            assertThat(run(false)).isEqualTo(RunEnd.partial(null));
        }
        try (ScriptedPeer wallet = ScriptedPeer.with(page("k2", false, badAddress.replace(":2", ":3")))) {
            configure(wallet, "doContinueInCaseOfSyncError=false");
            RunEnd end = run(false);
            assertFailed(end, "UNUSABLE_ADDRESS, ticket S-2");
            assertFailed(end, "\"recipientEmail\":\"***\"");
            assertThat(end.toString()).doesNotContainIgnoringCase("ben").doesNotContain("anna");
        }

        List<String> told = new JdbcTemplate(database.owner())
                .queryForList("select message from run_event order by run_id, event_no", String.class);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "quarantined UNUSABLE_ADDRESS: ticket S-2: an address that cannot be used",
                        "ticket S-1: firstName: unusable, left empty");
    }

    private RunEnd run(boolean dry) {
        Runs runs = context.getBean(Runs.class);
        RunLease lease = RunsFixture.start(runs, OPERA, "mobile", InterfaceFunction.RETRIEVE_TICKET_STATUS, dry);
        RunEnd end = context.getBean(SyncRun.class).execute(RunContext.of(runs, lease, () -> false));
        RunsFixture.finish(runs, lease);
        return end;
    }

    private void configure(ScriptedPeer wallet, String parameters) {
        context.getBean(Interfaces.class)
                .save(
                        OPERA,
                        "mobile",
                        new InterfaceChange(
                                Told.of("box"),
                                Told.of(wallet.endpoint().url()),
                                Told.of("an-api-key-of-some-length"),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of(parameters),
                                Told.nothing(),
                                Map.of()),
                        names -> Map.of(),
                        "test");
    }

    private void importTickets(String... tickets) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String ticket : tickets) {
            lines.append("{\"ticketId\":\"")
                    .append(ticket)
                    .append("\",\"organization\":\"box\",\"state\":\"PRINTED\",\"culturalContact\":{\"email\":")
                    .append("\"anna@example.org\",\"firstName\":\"Anna\",\"lastName\":\"Muster\"}}\n");
        }
        context.getBean(TicketImport.class)
                .run(OPERA, "test", new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertFailed(RunEnd end, String reason) {
        assertThat(end).isInstanceOfSatisfying(RunEnd.Ended.class, ended -> {
            assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
            assertThat(ended.reason()).contains(reason);
        });
    }

    private List<String> bodies(String entity) {
        return new JdbcTemplate(database.owner())
                .queryForList("select body from journal where entity = ? order by seq", String.class, entity);
    }

    private @Nullable String key() {
        return context.getBean(SyncPositions.class).find(OPERA, "mobile").paginationKey();
    }

    private @Nullable String pausedReason() {
        return context.getBean(Interfaces.class)
                .require(OPERA, "mobile")
                .function(InterfaceFunction.RETRIEVE_TICKET_STATUS)
                .pauseReason();
    }

    private long count(String table) {
        return Objects.requireNonNull(
                new JdbcTemplate(database.owner()).queryForObject("select count(*) from " + table, Long.class));
    }

    private static ScriptedPeer.Script page(String next, boolean more, String... entries) {
        return answer(
                200,
                "{\"tickets\":[" + String.join(",", entries) + "],\"nextPaginationKey\":\"" + next + "\",\"hasMore\":"
                        + more + "}");
    }

    private static String pending(String ticket, int sequence) {
        return entry(
                ticket,
                "PENDING_TRANSFER",
                sequence,
                "anna@example.org",
                ",\"spectatorDetails\":{\"email\":\"ben@example.org\"},\"transfer\":{\"transferId\":\"t-1\","
                        + "\"senderEmail\":\"anna@example.org\",\"recipientEmail\":\"ben@example.org\"}");
    }

    private static String transferred(String ticket, int sequence) {
        return entry(
                ticket,
                "TRANSFERRED",
                sequence,
                "ben@example.org",
                ",\"spectatorDetails\":{\"email\":\"ben@example.org\",\"firstName\":\"Ben\",\"lastName\":\"Meier\"},"
                        + "\"transfer\":{\"transferId\":\"t-1\",\"senderEmail\":\"anna@example.org\","
                        + "\"recipientEmail\":\"ben@example.org\"}");
    }

    private static String entry(String ticket, String status, int sequence, String owner, String more) {
        return "{\"ticketId\":\"" + ticket + "\",\"status\":\"" + status + "\",\"sequence\":" + sequence
                + ",\"walletOwner\":{\"email\":\"" + owner + "\"}" + more + "}";
    }
}
