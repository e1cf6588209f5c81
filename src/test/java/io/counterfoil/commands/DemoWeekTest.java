package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.ApiServer;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.wallet.CrowdPerson;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** The week of mails that the demonstration begins with. */
@ApiServer
class DemoWeekTest {
    private static final OrganizerCode OPERA = new OrganizerCode("demo-opera");
    private static final OrganizerCode ARENA = new OrganizerCode("demo-arena");

    private final ApplicationContext context;
    private final ApiClient admin;

    DemoWeekTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.admin = new ApiClient(URI.create("http://localhost:" + port), ApiServer.ADMIN);
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void peopleWriteAndAreAnsweredInBothLanguagesAndToldAgainNothingChanges() {
        desk(OPERA, "en");
        desk(ARENA, "fr");
        put(path(OPERA) + "/suppliers/" + DemoOperaWeek.GATES, """
                {"name":"Gate Service","addresses":["%s"],"domains":[]}""".formatted(DemoOperaWeek.GATES_ADDRESS));
        put("/api/v1/users/" + DemoUsers.AGENT, """
                {"email":"%s","name":"%s","roles":{"%s":"AGENT","%s":"AGENT"}}""".formatted(
                        DemoUsers.AGENT_ADDRESS, DemoUsers.AGENT_NAME, OPERA, ARENA));

        tell();
        List<JsonNode> cases = cases();
        tell();

        assertThat(cases()).isEqualTo(cases);
        assertThat(cases).hasSizeGreaterThan(10);
        List<JsonNode> entries = cases.stream()
                .flatMap(each -> each.path("entries").valueStream())
                .toList();
        assertThat(entries)
                .extracting(entry -> entry.path("kind").asString())
                .contains("USER", "AGENT", "SUPPLIER", "SYSTEM");
        assertThat(entries)
                .filteredOn(entry -> entry.path("kind").asString().equals("USER"))
                .extracting(entry -> entry.path("text").asString())
                .anyMatch(text -> text.startsWith("Hello"))
                .anyMatch(text -> text.startsWith("Bonjour"));
        assertThat(cases).extracting(each -> each.path("state").asString()).contains("NEW", "OPEN", "SOLVED");
        assertThat(get(OPERA, "/held-messages")).isNotEmpty();
        assertThat(get(OPERA, "/messages/ignored")).isNotEmpty();
        assertThat(entries)
                .as("what an agent says in public goes out as a mail")
                .filteredOn(entry -> entry.path("kind").asString().equals("AGENT")
                        && entry.path("public").asBoolean())
                .hasSizeGreaterThan(5);
    }

    private void desk(OrganizerCode organizer, String language) {
        admin.post(
                "/api/v1/organizers",
                ApiClient.JSON.createObjectNode().put("code", organizer.value()).put("name", "x"));
        put(path(organizer) + "/mailboxes/" + DemoTeller.MAILBOX, """
                {"address":"help@%s.example","language":"%s","trustedAuthservIds":["%s"]}""".formatted(
                        organizer, language, DemoTeller.server(organizer)));
    }

    private void put(String path, String body) {
        admin.put(path, ApiClient.JSON.readTree(body));
    }

    private void tell() {
        new DemoOperaWeek(teller(OPERA)).tell();
        new DemoArenaWeek(teller(ARENA)).tell();
    }

    private DemoTeller teller(OrganizerCode organizer) {
        DemoTeller.Parts parts = new DemoTeller.Parts(
                context.getBean(Intake.class),
                context.getBean(CaseActs.class),
                context.getBean(SupportCases.class),
                context.getBean(Deliveries.class));
        return new DemoTeller(
                parts,
                context.getBean(Mailboxes.class).require(organizer, DemoTeller.MAILBOX),
                CrowdPerson.people(60, 7));
    }

    private List<JsonNode> cases() {
        List<JsonNode> cases = new ArrayList<>(get(OPERA, "/cases"));
        cases.addAll(get(ARENA, "/cases"));
        return cases;
    }

    private List<JsonNode> get(OrganizerCode organizer, String list) {
        return admin.get(path(organizer) + list)
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    private static String path(OrganizerCode organizer) {
        return "/api/v1/organizers/" + organizer;
    }
}
