package io.counterfoil.backoffice;

import static io.counterfoil.backoffice.ScreensWorld.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.imports.ImportAnswer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.runs.Run;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Whatever is typed, uploaded, imported or told by a wallet stays text, has a bound, and turns nobody's reading. */
@ApiServer
class HostileTextTest {
    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String IMAGE = "\"><img src=x onerror=alert(1)>";
    private static final String FORMULA = "=HYPERLINK(\"https://evil.example.org\")";
    private static final String TURNED = "\u202Egro.live";
    private static final String HEBREW = "\u05D0\u05D1\u05D2";
    private static final String LONG = "x".repeat(10_000);
    private static final Pattern CONTACT = Pattern.compile("/contacts/([0-9a-f-]{36})\"");

    private final ApplicationContext context;
    private final ScreensWorld world;
    private Browser admin;

    HostileTextTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.world = new ScreensWorld(context, port, "hostile");
        this.admin = new Browser(port);
    }

    @BeforeEach
    void administrator() {
        admin = world.as(Role.ADMINISTRATOR);
        admin.get(world.base());
    }

    @Test
    void whatIsImportedIsShownAsItIs() throws Exception {
        ImportAnswer answer = imports(ticket("H-1", IMAGE, SCRIPT, FORMULA), ticket("H-2", "A 2", HEBREW, "O’Neil"));
        assertThat(answer.rejected()).isEmpty();

        for (String path :
                new String[] {"/tickets", "/ticket?id=H-1", "/contacts", "/event?id=H-E", "/journal", "/events"}) {
            Page page = admin.get(world.base() + path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.html()).as(path).doesNotContain(SCRIPT, "<img");
        }
        assertThat(admin.get(world.base() + "/ticket?id=H-1").text()).contains(SCRIPT, FORMULA, "onerror");
        // names in another direction stand by themselves
        assertThat(admin.get(world.base() + "/ticket?id=H-2").html()).containsPattern("<bdi[^>]*>" + HEBREW);
    }

    @Test
    void nothingThatIsExportedIsAFormula() throws Exception {
        imports(ticket("H-1", "@SUM(A1)", "Anna", FORMULA), ticket("H-3", "+1", "-1", "\t=1"));

        String export = admin.get(world.base() + "/event/tickets.csv?id=H-E").html();

        assertThat(export).contains("'@SUM(A1)", "'+1");
        for (String cell : export.split("[,\r\n]", -1)) {
            assertThat(cell.replace("\"", ""))
                    .doesNotStartWith("=")
                    .doesNotStartWith("+")
                    .doesNotStartWith("@");
        }
    }

    @Test
    void namesThatTurnTheReadingOrHaveNoEndAreNotTaken() throws Exception {
        ImportAnswer answer = imports(ticket("H-4", "A 4", TURNED, "Meier"), ticket("H-5", "A 5", LONG, "Meier"));
        assertThat(answer.rejectedLines()).isEqualTo(2);
        imports(ticket("H-6", "A 6", "Anna", "Meier"));
        Run run = world.run(
                "main",
                told("H-6", 1, "turned@example.org", TURNED),
                told("H-6", 2, "long@example.org", LONG),
                told("H-6", 3, "script@example.org", SCRIPT));
        assertThat(run.counts().applied()).isEqualTo(3);

        Page ticket = admin.get(world.base() + "/ticket?id=H-6");
        assertThat(ticket.html()).doesNotContain("\u202E", "xxxxxxxxxx", SCRIPT);
        assertThat(ticket.text()).contains(SCRIPT);
        assertThat(admin.get(world.base() + "/runs/" + run.id()).html()).doesNotContain("\u202E", SCRIPT);
    }

    @Test
    void whatIsTypedHasABoundAndIsRefusedInWords() throws Exception {
        imports(ticket("H-7", "A 7", "Anna", "Meier"));
        admin.get(world.base() + "/ticket?id=H-7");
        Page named = admin.post(
                world.base() + "/ticket/distribute", "id", "H-7", "email", "ben@example.org", "firstName", LONG);
        assertThat(named.text()).contains("H-7").doesNotContain("changed hands");
        assertThat(named.html()).contains("alert-danger");
        Page reasoned = admin.post(
                world.base() + "/ticket/distribute", "id", "H-7", "email", "ben@example.org", "reason", LONG);
        assertThat(reasoned.text()).contains("Give a reason, of at most 500 characters on one line.");

        admin.get(world.base() + "/settings");
        assertThat(admin.post(
                                world.base() + "/settings",
                                "name",
                                LONG,
                                "timeZone",
                                "Europe/Paris",
                                "language",
                                "en",
                                "retentionDays",
                                "30")
                        .text())
                .contains("A name has 1 to 200 characters.");
        for (String path :
                new String[] {"/tickets?q=", "/contacts?q=", "/journal?id=", "/journal?entity=", "/quarantine?reason="
                }) {
            for (String typed : new String[] {LONG.substring(0, 5000), SCRIPT, TURNED, "\u0000", "%", "'"}) {
                Page page = admin.get(world.base() + path + Browser.encoded(typed));
                assertThat(page.status()).as(path + " " + typed).isIn(200, 400);
                assertThat(page.html()).as(path).doesNotContain(SCRIPT);
            }
        }
    }

    @Test
    void aFileOfHostileLinesIsShownBeforeAnythingIsDone() throws Exception {
        imports(ticket("H-8", "A 8", "Anna", "Meier"));
        admin.get(world.base() + "/bulk");

        Page preview = admin.post(
                world.base() + "/bulk",
                "action",
                "DISTRIBUTE",
                "reason",
                SCRIPT,
                "tickets",
                "H-8;ben@example.org;" + SCRIPT + ";" + FORMULA + "\n" + SCRIPT + ";x@example.org");

        assertThat(preview.html()).doesNotContain(SCRIPT);
        assertThat(preview.text()).contains("Nothing has been done yet", SCRIPT);
    }

    @Test
    void anExportOfAPersonIsDataAndNoPage() throws Exception {
        imports(ticket("H-9", "A 9", SCRIPT, "Meier"));
        Matcher link = CONTACT.matcher(
                admin.get(world.base() + "/contacts?q=h-9%40example.org").html());
        assertThat(link.find()).isTrue();

        Page export = admin.get(world.base() + "/contacts/" + link.group(1) + "/export");

        assertThat(export.header("Content-Type")).startsWith("application/json");
        assertThat(export.header("Content-Disposition")).startsWith("attachment");
        assertThat(export.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    private ImportAnswer imports(String... lines) throws Exception {
        byte[] body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return context.getBean(TicketImport.class).run(world.organizer, "test", new ByteArrayInputStream(body));
    }

    private static String ticket(String id, String seat, String first, String last) {
        return """
                {"ticketId":"%s","organization":"opera","event":{"eventId":"H-E","name":%s,"startsAt":"2030-06-14T18:00:00Z"},\
                "seat":%s,"barcode":"B-%s","state":"PRINTED",\
                "culturalContact":{"email":"%s@example.org","firstName":%s,"lastName":%s}}""".formatted(
                id, json(SCRIPT), json(seat), id, id.toLowerCase(java.util.Locale.ROOT), json(first), json(last));
    }

    private static String told(String ticket, int sequence, String owner, String firstName) {
        return entry(
                ticket,
                sequence,
                "DOWNLOADED",
                owner,
                "\"spectatorDetails\":{\"email\":\"" + owner + "\",\"firstName\":" + json(firstName) + "},");
    }

    private static String json(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + "\"";
    }
}
