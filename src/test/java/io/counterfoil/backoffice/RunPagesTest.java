package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.runs.Run;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What the page of a run shows: its counts, how far it is, and what a dry run would change. */
@ApiServer
class RunPagesTest {
    private final ApplicationContext context;
    private final int port;

    RunPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    private ScreensWorld own(String code) {
        return new ScreensWorld(context, port, code).tickets(40);
    }

    @Test
    void aRunShowsItsCountsAndItsProgressAsAPiece() {
        ScreensWorld world = own("run-counts");
        Run run = world.run("counts", entry("T-002", 1, "DOWNLOADED", "anna2@example.org", ""));
        Browser viewer = world.as(Role.VIEWER);

        assertThat(viewer.get(world.base() + "/runs/" + run.id()).text()).contains("succeeded", "Applied 1");
        assertThat(viewer.get(world.base()).text())
                .as("in step since the run, not since what it read happened")
                .containsPattern("Last in step \\d+ s ago");
        Page piece = viewer.get(world.base() + "/runs/" + run.id() + "/progress", "HX-Request", "true");
        assertThat(piece.html()).doesNotContain("<html", "hx-trigger").contains("id=\"progress\"");
        // what stands elsewhere on the page of a run that was watched changes with its end
        assertThat(piece.html())
                .contains("id=\"run-stop\" hx-swap-oob=\"true\"", "id=\"run-rest\" hx-swap-oob=\"true\"");
    }

    @Test
    void aRunThatGoesOnTellsHowFarItIs() {
        ScreensWorld world = own("run-goes-on");
        Browser viewer = world.as(Role.VIEWER);

        // from midnight to noon it was behind, and has come to nine
        Page behind = viewer.get(world.going("2026-06-14T00:00:00Z", "2026-06-14T09:00:00Z", null));
        assertThat(behind.html()).containsPattern("<progress max=\"100\" value=\"75\" aria-label=\"[^\"]+\">");
        assertThat(behind.text()).contains("About 75 %: it has come to the changes of Jun 14, 2026");
        Page counted = viewer.get(world.going(null, null, 400));
        assertThat(counted.html()).contains("<progress max=\"100\" value=\"25\"");
        assertThat(counted.text()).contains("25 % of 400 tickets that were due");
        // nobody knows: it moves, and its counts are told
        Page unknown = viewer.get(world.going(null, null, null));
        assertThat(unknown.html()).contains("<progress aria-label=").doesNotContain("value=\"25\"");
        assertThat(unknown.text()).contains("Entries 100");
    }

    @Test
    void aDryRunShowsAsATableWhatWouldChangeAndChangesNothing() {
        ScreensWorld world = own("run-dry");
        Run run = world.dryRun(
                "dry",
                entry(
                        "T-036",
                        1,
                        "TRANSFERRED",
                        "ida@example.org",
                        transfer("d1", "anna36@example.org", "ida@example.org")),
                entry(
                        "T-037",
                        2,
                        "PENDING_TRANSFER",
                        "anna37@example.org",
                        transfer("d2", "anna37@example.org", "ivo@example.org")),
                entry("T-778", 3, "DOWNLOADED", "x@example.org", ""));
        Browser agent = world.as(Role.AGENT);

        Page page = agent.get(world.base() + "/runs/" + run.id());

        assertThat(page.text())
                .contains("What would change", "2 tickets would change; 2 contacts would be made. Nothing was stored.")
                .contains("T-036 Distribute Anna Meier36 anna36@example.org new temporary contact Confirmed wallet")
                .contains("T-037 Distribute Anna Meier37 anna37@example.org new temporary contact Pending wallet")
                .contains("Would be quarantined T-778");
        assertThat(page.text()).contains("Entries 3", "Quarantined 1");
        assertThat(page.html()).contains("<th scope=\"col\">Ticket</th>", "/ticket?id=T-036\"");
        assertThat(agent.get(world.base()).text())
                .as("it is no run that changed anything")
                .contains("never ran")
                .doesNotContain("partly done");
        assertThat(agent.get(world.base() + "/ticket?id=T-036").text()).doesNotContain("ida@example.org");
        assertThat(agent.get(world.base() + "/contacts?q=ida%40example.org").html())
                .doesNotContainPattern("/contacts/[0-9a-f-]{36}");
        assertThat(world.as(Role.VIEWER).get(world.base() + "/runs/" + run.id()).text())
                .contains("T-036")
                .doesNotContain("Meier36", "ida@");
    }
}
