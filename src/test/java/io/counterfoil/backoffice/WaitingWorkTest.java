package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static io.counterfoil.backoffice.ScreensWorld.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The lists of what waits for somebody: undo requests, tickets out of step, skipped entries; and what leaves as a file. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitingWorkTest {
    private final ScreensWorld world;

    WaitingWorkTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "waiting");
        world.tickets(30);
    }

    @Test
    void anUndoRequestWaitsForASecondPersonInAListOfItsOwn() {
        String list = world.base() + "/undo-requests";
        world.run("undo", accepted("T-001", 1), accepted("T-002", 1));
        Browser agent = world.as(Role.AGENT);
        assertThat(agent.get(list).text()).contains("Nobody has asked for anything", "on the ticket’s page");
        agent.post(world.base() + "/ticket/undo", "id", "T-001", "reason", "sold twice");
        agent.post(world.base() + "/ticket/undo", "id", "T-002", "reason", "by <b>mistake</b>");

        Page own = agent.get(list);
        assertThat(own.text())
                .contains("Undo requests , 2 waiting", "T-001", "sold twice", "by <b>mistake</b>", "Withdraw")
                .doesNotContain("Approve and take back");
        assertThat(agent.post(list + "/approve", "id", "T-001").text()).contains("another person has to approve it");
        assertThat(agent.get(world.base()).html()).contains("href=\"" + list + "\"");
        assertThat(agent.get(world.base() + "/ticket?id=T-001").html()).contains("href=\"" + list + "\"");
        Browser viewer = world.as(Role.VIEWER);
        assertThat(viewer.get(list).text()).contains("T-001").doesNotContain("sold twice", "Refuse");

        Browser other = world.as(Role.AGENT, "other");
        other.get(list);
        assertThat(other.post(list + "/refuse", "id", "T-002").text())
                .contains("It is not undone.", "1 waiting")
                .doesNotContain("T-002");
        assertThat(other.post(list + "/approve", "id", "T-001").text())
                .contains("Asked for: the ticket changes hands when the wallet has answered", "Nobody has asked");
    }

    @Test
    void ticketsOutOfStepAreAppliedOneByOneSomeAtOnceAndAllTogether() {
        world.run("off", entry("T-005", 1, "DOWNLOADED", "anna5@example.org", ""));
        settings("off", "enableTicketDistributionToCulturalContact=false", "");
        world.run("off", accepted("T-005", 2), accepted("T-006", 2), accepted("T-007", 2), accepted("T-008", 2));
        settings("off", "", "");
        Browser operator = world.as(Role.OPERATOR);
        String list = world.base() + "/out-of-step";
        assertThat(operator.get(world.base() + "/interfaces/off").html()).contains("href=\"" + list + "\"");
        assertThat(operator.get(list).text()).contains("T-005", "T-006", "T-007", "T-008", "new.T-005@example.org");
        assertThat(world.as(Role.VIEWER).get(list).html()).doesNotContain("new.T-005@", "form=\"apply\"", "Meier5");

        assertThat(operator.post(list + "/apply").text()).contains("Choose at least one ticket");
        assertThat(operator.post(list + "/apply", "ticket", "T-005").text())
                .contains("One ticket is in step again.")
                .doesNotContain("T-005");
        assertThat(operator.post(list + "/apply", "ticket", "T-006", "ticket", "T-007")
                        .text())
                .contains("2 tickets are in step again.");
        assertThat(operator.post(list + "/apply-all").text())
                .contains("One ticket is in step again.", "Every ticket is in step");
        assertThat(operator.get(world.base() + "/ticket?id=T-008").text()).contains("new.T-008@example.org");
    }

    @Test
    void skippedEntriesAreAppliedOnceTheirTicketHasLeftTheList() {
        world.run("skip", entry("T-010", 1, "DOWNLOADED", "anna10@example.org", ""));
        settings("skip", "", "id:T-010 tax:900011");
        world.run("skip", accepted("T-010", 2), accepted("T-011", 2), accepted("T-012", 2));
        Browser operator = world.as(Role.OPERATOR);
        String list = world.base() + "/skipped";
        Page waiting = operator.get(list);
        assertThat(waiting.text())
                .contains("T-010", "T-011", "on the skip list of skip")
                .doesNotContain("T-012");
        assertThat(operator.post(list + "/apply", "ticket", "T-010").text()).contains("stands on a skip list still");

        assertThat(settings("skip", "", "tax:900011").text()).contains("apply them from Skipped entries");
        assertThat(operator.post(list + "/apply-all").text())
                .contains("One entry was applied.", "T-011")
                .doesNotContain("T-010");
        settings("skip", "", "");
        assertThat(operator.post(list + "/apply", "ticket", "T-011").text())
                .contains("One entry was applied.", "Nothing was skipped");
        assertThat(operator.get(world.base() + "/ticket?id=T-011").text()).contains("new.T-011@example.org");
    }

    @Test
    void theTicketListIsExportedAsItIsFilteredMaskedAndSafe() {
        world.run(
                "files",
                entry(
                        "T-020",
                        1,
                        "PENDING_TRANSFER",
                        "anna20@example.org",
                        transfer("f1", "anna20@example.org", "x@example.org")));
        Browser agent = world.as(Role.AGENT);
        agent.get(world.base() + "/ticket?id=T-021");
        agent.post(
                world.base() + "/ticket/distribute",
                "id",
                "T-021",
                "email",
                "formula@example.org",
                "firstName",
                "=cmd|calc",
                "lastName",
                "Lang");

        assertThat(agent.get(world.base() + "/tickets?event=E-1").html())
                .contains("href=\"" + world.base() + "/tickets.csv?event=E-1\"");
        Page all = agent.get(world.base() + "/tickets.csv?event=E-1");
        assertThat(all.header("Content-Type")).startsWith("text/csv");
        assertThat(all.html().lines()).hasSize(31);
        assertThat(all.html()).contains("'=cmd|calc Lang", "anna22@example.org");
        assertThat(agent.get(world.base() + "/tickets.csv?openTransfer=true").html())
                .contains("T-020")
                .doesNotContain("T-021");
        assertThat(agent.get(world.base() + "/tickets.csv?q=meier22").html())
                .contains("T-022")
                .doesNotContain("T-021");
        assertThat(world.as(Role.VIEWER).get(world.base() + "/tickets.csv").html())
                .contains("T-022", "a•••@example.org")
                .doesNotContain("anna22@", "Meier22");
    }

    @Test
    void contactsAreExportedForWhoeverMayHandOutPersonalDataAndTheJournalSaysSo() {
        Browser operator = world.as(Role.OPERATOR);

        Page all = operator.get(world.base() + "/contacts.csv");
        assertThat(all.header("Content-Disposition")).contains("contacts.csv");
        assertThat(all.html()).startsWith("\ufeffid,title").contains("Meier24,anna24@example.org");
        assertThat(operator.get(world.base() + "/contacts.csv?q=anna25%40example.org")
                        .html())
                .contains("Meier25")
                .doesNotContain("Meier24");
        assertThat(operator.get(world.base() + "/journal?action=contacts-exported")
                        .text())
                .contains("contacts exported", "user:operator." + world.organizer);
        assertThat(world.as(Role.AGENT).get(world.base() + "/contacts.csv").status())
                .isEqualTo(403);
    }

    private static String accepted(String ticket, int sequence) {
        int number = Integer.parseInt(ticket.substring(2));
        String to = "new." + ticket + "@example.org";
        return entry(
                ticket,
                sequence,
                "TRANSFERRED",
                to,
                transfer(ticket + "-" + sequence, "anna" + number + "@example.org", to));
    }

    private Page settings(String interfaceCode, String parameters, String skip) {
        Browser admin = world.as(Role.ADMINISTRATOR);
        return admin.post(
                world.base() + "/interfaces/" + interfaceCode + "/settings",
                "organization",
                "opera",
                "url",
                "http://localhost:1/organizer/tickets",
                "batchSize",
                "1000",
                "customParameters",
                parameters,
                "skipTickets",
                skip);
    }
}
