package io.counterfoil.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.Patience;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.push.PeerWallet.Fault;
import io.counterfoil.runs.LeaseLost;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunContext;
import io.counterfoil.runs.RunCounts;
import io.counterfoil.runs.RunLease;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.RunsFixture;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(Patience.SECONDS)
class PushRunTest {
    private final PushScene scene = new PushScene();
    private final PeerWallet wallet = scene.wallet;
    private ContactId anna = new ContactId(new java.util.UUID(0, 0));

    @BeforeEach
    void people() {
        anna = scene.contact("anna@example.org", "Anna");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatIsNotPrintedIsInjectedOnceInTicketIdOrderForItsContact() {
        scene.ticket("S-2", "NOT_PRINTED", anna);
        scene.ticket("S-1", "NOT_PRINTED", anna);
        scene.ticket("S-3", "CANCELLED", anna);

        assertThat(scene.run(PushKind.INJECTION))
                .returns(RunStatus.SUCCEEDED, Run::status)
                .returns(new RunCounts(2, 2, 0, 0, 0), Run::counts);
        assertThat(wallet.last().ids()).containsExactly("S-1", "S-2");
        JsonNode sent = wallet.last().tickets().get(0);
        assertThat(sent.path("spectatorDetails").toString())
                .isEqualTo("{\"email\":\"anna@example.org\",\"firstName\":\"Anna\",\"language\":\"fr\"}");
        assertThat(sent.path("security").path("barcode").asString()).isEqualTo("999");
        assertThat(scene.stateOf("S-1")).isEqualTo("PRINTED by mobile");
        assertThat(scene.journalled("injected")).containsExactly("S-1 interface:mobile", "S-2 interface:mobile");

        assertThat(scene.run(PushKind.INJECTION)).returns(RunCounts.NONE, Run::counts);
        assertThat(wallet.calls).hasSize(1);
    }

    @Test
    void theStartOfAnEventIsToldByTheOrganizersClocks() {
        scene.sql.update("update organizer set time_zone = 'Asia/Kolkata' where code = 'opera'");
        scene.sql.update("""
                insert into event (organizer, event_id, name, starts_at)
                values ('opera', 'E-1', 'Gala', '2026-07-01T17:30:00Z'), ('opera', 'E-2', 'Gala', '2026-07-01T17:30:05Z')""");
        scene.ticket("S-1", "NOT_PRINTED", anna);
        scene.ticket("S-2", "NOT_PRINTED", anna);
        scene.sql.update("update ticket set event_id = replace(ticket_id, 'S', 'E')");

        scene.run(PushKind.INJECTION);

        assertThat(starts(0)).isEqualTo("2026-07-01T23:00:00+05:30");
        scene.sql.update("update organizer set time_zone = 'UTC' where code = 'opera'");
        scene.ticket("S-3", "NOT_PRINTED", anna);
        scene.sql.update("update ticket set event_id = 'E-2' where ticket_id = 'S-3'");

        scene.run(PushKind.INJECTION);

        // not Z, which would say that nobody knows where it is
        assertThat(starts(0)).isEqualTo("2026-07-01T17:30:05+00:00");
    }

    private String starts(int ticket) {
        return wallet.last()
                .tickets()
                .get(ticket)
                .path("event")
                .path("startsAt")
                .asString();
    }

    @Test
    void aTotalFailureSendsEverythingAgain() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        wallet.faults.add(Fault.STATUS_500);
        wallet.faults.add(Fault.STATUS_500);

        assertThat(scene.run(PushKind.INJECTION))
                .returns(RunStatus.FAILED, Run::status)
                .returns("the wallet answers 500 (after 2 calls)", Run::reason)
                .returns(RunCounts.NONE, Run::counts);
        assertThat(scene.stateOf("S-1")).isEqualTo("NOT_PRINTED");

        wallet.faults.add(Fault.NO_RESULTS);
        assertThat(scene.run(PushKind.INJECTION))
                .returns(RunStatus.FAILED, Run::status)
                .extracting(Run::reason)
                .asString()
                .contains("no usable result for any of 1 tickets");

        assertThat(scene.run(PushKind.INJECTION)).returns(new RunCounts(1, 0, 1, 0, 0), Run::counts);
        assertThat(wallet.done).containsExactly(" S-1");
    }

    @Test
    void aPartialFailureSendsOnlyTheBadOnesAgainUntilTheyAreMendedOrSkipped() {
        for (String id : List.of("S-1", "S-2", "S-3", "S-4")) {
            scene.ticket(id, "NOT_PRINTED", anna);
        }
        scene.ticket("S-5", "NOT_PRINTED", null);
        wallet.refused.put("S-2", "seat taken");
        wallet.forgotten.add("S-3");

        assertThat(scene.run(PushKind.INJECTION))
                .returns(RunStatus.PARTIAL, Run::status)
                .returns(new RunCounts(5, 2, 0, 0, 3), Run::counts);
        assertThat(bad())
                .containsExactly(
                        "S-2 REJECTED seat taken",
                        "S-3 UNKNOWN the wallet's answer does not name the ticket",
                        "S-5 NOT_SENT the ticket has no cultural contact");

        wallet.forgotten.clear();
        scene.link("", "id:S-2");
        assertThat(scene.run(PushKind.INJECTION)).returns(new RunCounts(3, 1, 0, 1, 1), Run::counts);
        assertThat(wallet.last().ids()).containsExactly("S-3");
        assertThat(bad()).containsExactly("S-5 NOT_SENT the ticket has no cultural contact");

        scene.sql.update("update ticket_ownership set cultural_contact = ? where ticket_id = 'S-5'", anna.value());
        scene.link("", "");
        wallet.refused.clear();
        assertThat(scene.run(PushKind.INJECTION))
                .returns(RunStatus.SUCCEEDED, Run::status)
                .returns(new RunCounts(2, 2, 0, 0, 0), Run::counts);
        assertThat(bad()).isEmpty();
    }

    @Test
    void aNodeThatDiesBetweenTheCallAndTheStoredAnswerInjectsNothingTwice() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        RunLease lease =
                RunsFixture.start(scene.runs, scene.opera, PushScene.LINK, InterfaceFunction.EXTERNAL_PRINTING, false);
        PushFunction function = scene.function(PushKind.INJECTION);

        assertThatThrownBy(() -> function.execute(RunContext.of(scene.runs, RunsFixture.outdated(lease), () -> false)))
                .isInstanceOf(LeaseLost.class);
        assertThat(wallet.done).containsExactly(" S-1");
        assertThat(scene.stateOf("S-1")).isEqualTo("NOT_PRINTED");

        assertThat(RunsFixture.execute(scene.runs, lease, function)).returns(new RunCounts(1, 0, 1, 0, 0), Run::counts);
        assertThat(wallet.done).containsExactly(" S-1");
        assertThat(scene.stateOf("S-1")).isEqualTo("PRINTED by mobile");
    }

    @Test
    void theLastMobileOwnerComesFirstWhereTheOverlayIsOff() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        scene.ticket("S-2", "NOT_PRINTED", anna);
        scene.contact("ben@example.org", "Ben");
        scene.sql.update("update ticket_ownership set wallet_owner = 'Ben@example.org' where ticket_id = 'S-1'");
        scene.link("overlaySpectatirDetailsWithLastOwner=false", "");

        scene.run(PushKind.INJECTION);

        assertThat(spectator(0)).contains("Ben@example.org", "\"firstName\":\"Ben\"");
        assertThat(spectator(1)).contains("anna@example.org");
    }

    @Test
    void aSimulationSendsNothingAndReportsEverything() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        scene.ticket("S-2", "NOT_PRINTED", null);
        scene.ticket("S-3", "NOT_PRINTED", anna);
        scene.link("", "S-3");

        Run run = scene.run(PushKind.INJECTION, true);

        assertThat(wallet.calls).isEmpty();
        assertThat(run.counts()).as("what would be").isEqualTo(new RunCounts(3, 1, 0, 1, 1));
        JsonNode report = new JsonMapper().readTree(run.report());
        assertThat(report.path("wouldSend").asInt()).isOne();
        assertThat(report.path("tickets"))
                .extracting(ticket -> ticket.path("verdict").asString())
                .containsExactly("WOULD_SEND", "NOT_SENT", "SKIPPED");
        assertThat(scene.sql.queryForObject("select count(*) from push_state", Integer.class))
                .isZero();

        save(new PushSettings(null, "", "", true, null, null));
        assertThat(scene.run(PushKind.INJECTION).report()).contains("WOULD_SEND");
        assertThat(wallet.calls).isEmpty();
    }

    @Test
    void cancelledAndControlledTicketsArePushedToTheWalletThatHasThemOncePerChange() {
        TicketId cancelled = scene.ticket("S-1", "CANCELLED", anna);
        TicketId controlled = scene.ticket("S-2", "CONTROLLED", anna);
        scene.ticket("S-3", "CANCELLED", anna);
        TicketId spoken = scene.ticket("S-4", "PRINTED", anna);
        scene.injected(cancelled);
        scene.injected(controlled);
        scene.pending(spoken, "t1", "anna@example.org", "ben@example.org", 7);
        scene.state(spoken, "INVALIDATED");

        scene.run(PushKind.CANCELLED);
        assertThat(wallet.last().path()).isEqualTo("/invalidations");
        assertThat(wallet.last().tickets().toString())
                .isEqualTo("[{\"ticketId\":\"S-1\",\"reason\":\"CANCELLED\"},"
                        + "{\"ticketId\":\"S-4\",\"reason\":\"INVALIDATED\"}]");
        scene.run(PushKind.CONTROLLED);
        assertThat(wallet.last().path()).isEqualTo("/controls");
        assertThat(wallet.last().tickets().toString()).contains("S-2", "\"controlledAt\":\"2026-06-14T12:00:00Z\"");

        scene.run(PushKind.CANCELLED);
        assertThat(wallet.calls).hasSize(2);
        scene.state(cancelled, "INVALIDATED");
        assertThat(scene.run(PushKind.CANCELLED)).returns(new RunCounts(1, 0, 1, 0, 0), Run::counts);
        assertThat(scene.stateOf("S-1")).isEqualTo("INVALIDATED by mobile");
    }

    @Test
    void aForcedTicketIsSentOnceMoreAfterEachSaving() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        scene.ticket("S-2", "PRINTED", anna);
        PushSettings settings = new PushSettings(1, "S-2", "", false, 3, "PT30M");
        save(settings);

        assertThat(scene.run(PushKind.INJECTION))
                .returns(new RunCounts(2, 2, 0, 0, 0), Run::counts)
                .returns(2, run -> run.progress().expected());
        assertThat(wallet.calls).extracting(PeerWallet.Call::ids).containsExactly(List.of("S-2"), List.of("S-1"));
        assertThat(wallet.last().tickets().get(0).path("rules").toString())
                .isEqualTo("{\"maxTransfers\":3,\"transferTimeout\":\"PT30M\"}");
        scene.run(PushKind.INJECTION);
        assertThat(wallet.calls).hasSize(2);

        save(settings);
        scene.run(PushKind.INJECTION);
        assertThat(wallet.last().ids()).containsExactly("S-2");
        assertThat(scene.pushes.settings(scene.opera, PushScene.LINK, InterfaceFunction.EXTERNAL_PRINTING))
                .isEqualTo(settings);
        save(new PushSettings(2, "", "", false, 3, "PT30M"));
        save(new PushSettings(2, "", "", false, 3, "PT30M"));
        assertThat(scene.bodies("push-settings-changed"))
                .hasSize(3)
                .last()
                .asString()
                .contains("\"batchSize\":1,\"forceTickets\":\"S-2\"}", "\"batchSize\":2,\"forceTickets\":\"\"}")
                .doesNotContain("maxTransfers");
        assertThatThrownBy(() -> new PushSettings(0, "", "", false, null, null))
                .isInstanceOf(Refusal.class)
                .hasMessage("batchSize: 0 (expected: 1 to 1000)");
    }

    @Test
    void aRefusedKeyPausesTheFunction() {
        scene.ticket("S-1", "NOT_PRINTED", anna);
        wallet.faults.add(Fault.STATUS_401);

        assertThat(scene.run(PushKind.INJECTION)).returns(RunStatus.FAILED, Run::status);
        assertThat(scene.interfaces
                        .require(scene.opera, PushScene.LINK)
                        .function(InterfaceFunction.EXTERNAL_PRINTING)
                        .pauseReason())
                .contains("401");
    }

    @Test
    void aTicketThatIsDistributedOnItsWayIntoTheWalletIsMovedThere() {
        TicketId ticket = scene.ticket("S-1", "NOT_PRINTED", anna);
        ContactId ben = scene.contact("ben@example.org", "Ben");
        wallet.meanwhile(call -> {
            wallet.meanwhile(next -> {});
            scene.distributing.distribute(
                    scene.opera, new Distributing.Request(ticket, "agent", "asked for it", false), ben);
        });

        scene.run(PushKind.INJECTION);
        assertThat(wallet.last().tickets().toString()).contains("anna@example.org");
        assertThat(scene.reassignments.askAll(scene.opera, scene.prompt)).isOne();

        assertThat(wallet.last().path()).isEqualTo("/reassignments");
        assertThat(wallet.last().tickets().toString()).contains("ben@example.org");
        assertThat(scene.tickets.view(scene.opera, ticket).ticket().culturalContact())
                .isEqualTo(ben);
    }

    private void save(PushSettings settings) {
        scene.clock.pass(java.time.Duration.ofSeconds(1));
        scene.pushes.save(scene.opera, PushScene.LINK, InterfaceFunction.EXTERNAL_PRINTING, settings, "anna");
    }

    private String spectator(int ticket) {
        return wallet.last().tickets().get(ticket).path("spectatorDetails").toString();
    }

    private List<String> bad() {
        return scene.pushes.bad(scene.opera, PushScene.LINK, InterfaceFunction.EXTERNAL_PRINTING, null, 10).stream()
                .map(bad -> bad.ticket() + " " + bad.outcome() + " " + bad.reason())
                .toList();
    }
}
