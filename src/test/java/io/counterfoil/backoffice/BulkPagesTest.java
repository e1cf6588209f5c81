package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Many tickets at once, through the pages: what will happen is shown first, and then done. */
@ApiServer
class BulkPagesTest {
    private final ScreensWorld world;

    BulkPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "bulk-pages").tickets(40);
    }

    @Test
    void manyTicketsAreShownFirstAndThenDone() {
        Browser operator = world.as(Role.OPERATOR);
        operator.get(world.base() + "/bulk");
        Page preview = operator.post(
                world.base() + "/bulk",
                "action",
                "DISTRIBUTE",
                "reason",
                "group",
                "tickets",
                "ticketId;email\nT-030;gina@example.org;Gina;Rossi\nT-031;gina@example.org\nT-999;x@example.org\n");

        assertThat(preview.text())
                .contains("Nothing has been done yet", "changes hands at once", "unknown ticket: refused");
        assertThat(done(operator, preview))
                .contains("done 2", "refused 1", "What was meant does not exist.")
                .doesNotContain("gina@example.org");
        assertThat(operator.get(preview.path() + "?lang=fr").text()).contains("Ce qui était visé n’existe pas.");
        operator.get(preview.path() + "?lang=en");
        assertThat(operator.get(world.base() + "/ticket?id=T-030").text()).contains("Gina Rossi");
        assertThat(world.as(Role.AGENT).get(world.base() + "/bulk").status()).isEqualTo(403);
    }

    @Test
    void ticketsAreChosenInTheListAndWhatIsRefusedStaysInTheForm() {
        Browser operator = world.as(Role.OPERATOR);
        Page list = operator.get(world.base() + "/tickets?q=T-03");
        assertThat(list.html())
                .contains("name=\"ticket\" form=\"chosen\" value=\"T-036\" aria-label=\"Choose T-036\"")
                .contains("/bulk?q=T-03&amp;all=true");
        assertThat(world.as(Role.AGENT).get(world.base() + "/tickets").html()).doesNotContain("form=\"chosen\"");
        assertThat(operator.get(world.base() + "/bulk?q=T-03&all=true").html())
                .containsPattern(">T-030\n(T-03\\d\n){8}T-039</textarea>");
        assertThat(operator.get(world.base() + "/bulk?event=E-1&all=true").html())
                .containsPattern("T-001\n(T-0\\d\\d\n)*T-040</textarea>");

        Page chosen = operator.get(world.base() + "/bulk?ticket=T-036&ticket=T-037&ticket=odd%2C;one");
        assertThat(chosen.html()).contains(">T-036\nT-037\n&quot;odd,;one&quot;</textarea>");
        Page refused = operator.post(
                world.base() + "/bulk", "action", "DISTRIBUTE", "tickets", "T-036\nT-037", "reason", "a group");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("an address each to distribute");
        assertThat(refused.html()).contains(">T-036\nT-037</textarea>", "value=\"a group\"");

        Page preview = operator.post(
                world.base() + "/bulk",
                "action",
                "DISTRIBUTE",
                "tickets",
                "T-036\nT-037;own@example.org",
                "email",
                "ida@example.org",
                "reason",
                "a group");
        assertThat(preview.text()).contains("T-036 ida@example.org changes", "T-037 own@example.org changes");
    }

    @Test
    void aFileOfTicketsAndNewContactsIsShownAndDoneAndTakenBackAgain() {
        Browser operator = world.as(Role.OPERATOR);
        operator.get(world.base() + "/bulk");
        // as spreadsheets save it: a mark at the beginning, headings, quotes, lines that end in two characters
        String file = """
                \ufeffTicketId;E-mail;First name;Last name\r
                "T-032";"hugo@example.org";"Hugo";"Roth; Senior"\r
                T-033;hugo@example.org\r
                T-034;nobody at all\r
                """;

        Page preview = operator.upload(
                world.base() + "/bulk",
                List.of(new Browser.Upload("file", "list.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8))),
                "action",
                "DISTRIBUTE",
                "tickets",
                "",
                "reason",
                "group");
        assertThat(preview.text())
                .contains(
                        "Nothing has been done yet",
                        "Do it: 3 tickets",
                        "1 T-032 hugo@example.org changes hands at once")
                .contains("no usable address: refused");
        assertThat(operator.get(world.base() + "/ticket?id=T-032").text()).doesNotContain("Hugo");
        assertThat(done(operator, preview)).contains("done 2", "refused 1");
        assertThat(operator.get(world.base() + "/ticket?id=T-032").text()).contains("Hugo Roth; Senior");

        operator.get(world.base() + "/bulk");
        Page back = operator.post(
                world.base() + "/bulk",
                "action",
                "TAKE_BACK",
                "reason",
                "wrong group",
                "tickets",
                "T-032\nT-033\nT-035\n");
        assertThat(back.text())
                .contains("1 T-032 – changes hands at once")
                .as("who never gave it away gets nothing back, and the preview says so")
                .contains("3 T-035 – there is nobody to take it back for: refused");
        assertThat(done(operator, back)).contains("done 2", "refused 1");
        assertThat(operator.get(world.base() + "/ticket?id=T-032").text())
                .contains("Take back", "Anna Meier32", "wrong group");
    }

    /** Starts what was previewed; what its page says at its end. */
    private static String done(Browser operator, Page preview) {
        Page page = operator.post(preview.path() + "/start");
        // the bar says how much of it has come to an end
        assertThat(operator.get(preview.path() + "/progress").html())
                .containsPattern("<progress max=\"3\" value=\"[0-3]\"");
        Instant patience = Instant.now().plus(Patience.LONGEST);
        while (!page.text().contains("Done ") && Instant.now().isBefore(patience)) {
            page = operator.get(preview.path());
        }
        assertThat(page.html()).contains("<progress max=\"3\" value=\"3\"").doesNotContain("hx-trigger=\"every");
        return page.text();
    }
}
