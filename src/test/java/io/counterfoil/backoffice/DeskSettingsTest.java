package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.helpdesk.MailEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What an administrator sets for the help desk. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskSettingsTest {
    private final ScreensWorld world;
    private final Browser admin;

    DeskSettingsTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "deskset");
        DeskSettingsWorld.in(context, world.organizer);
        this.admin = world.as(Role.ADMINISTRATOR);
    }

    @Test
    void onlyAdministratorsSetUpTheHelpDesk() {
        Browser operator = world.as(Role.OPERATOR);

        for (String page : DeskSettingsWorld.PAGES) {
            assertThat(operator.get(world.base() + "/" + page).status())
                    .as(page)
                    .isEqualTo(403);
        }
    }

    @Test
    void aBadTagIsToldWhileOneTypesAndRefusedOnSaving() {
        String path = at("/mailboxes/support");
        admin.get(path);

        Page typed = admin.post(at("/check-tag"), "mailbox", "support", "startTag", "!", "endTag", "?");
        assertThat(typed.text()).contains("ambiguous", "Start tag “!”: expected is at least three characters");
        assertThat(typed.html()).doesNotContain("<html");
        admin.get(path);
        Page refused = admin.post(path, mailbox("startTag", "!", "endTag", "?"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This start tag will not do", "startTag: ! (expected: at least three");
        assertThat(refused.html()).contains("value=\"!\"");
        assertThat(admin.get(path).html()).contains("value=\"[Case-\"");
    }

    @Test
    void aGoodTagIsSavedAndTheFormerOneListed() {
        String path = at("/new-mailbox");
        admin.get(path);
        Page made = admin.post(
                path,
                mailbox("code", "press", "address", "press@deskset.example", "startTag", "{Press:", "endTag", "}"));
        assertThat(made.text()).contains("Saved.", "{Press:0002139}");

        Page changed = admin.post(
                at("/mailboxes/press"),
                mailbox("address", "press@deskset.example", "startTag", "{Media:", "endTag", "}"));
        assertThat(changed.text()).contains("Saved.", "Former tags", "{Press:0002139}");
        assertThat(admin.get(at("/mailboxes")).text()).contains("{Media:0002139}", "none yet");
        assertThat(admin.get(world.base() + "/journal?entity=mailbox&id=press").text())
                .contains("press");
    }

    @Test
    void aMailboxIsRetiredAndUsedAgain() {
        admin.get(at("/new-mailbox"));
        admin.post(
                at("/new-mailbox"),
                mailbox(
                        "code",
                        "old",
                        "address",
                        "old@deskset.example",
                        "silenceHours",
                        "48",
                        "silenceTo",
                        "ops@x.example"));
        assertThat(admin.get(at("/mailboxes/old")).html()).contains("value=\"48\"", "ops@x.example");

        assertThat(admin.post(at("/mailboxes/old"), mailbox("address", "old@deskset.example", "silenceHours", "0"))
                        .text())
                .contains("The hours without a mail are a number from 1 to 720.");
        assertThat(admin.post(at("/mailboxes/old/retire")).text()).contains("old is used no more.", "Use again");
        assertThat(admin.get(at("/new-capture-rule")).html()).doesNotContain("<option value=\"old\"");
        assertThat(admin.get(at("/mailboxes/old")).text()).contains("Saving it has it used again");
        assertThat(admin.post(at("/mailboxes/old/use")).text()).contains("Use it no more");
    }

    @Test
    void whatIsWrongWithAMailboxChangesNothingOfIt() {
        String path = at("/mailboxes/support");
        admin.get(path);

        Page refused = admin.post(path, mailbox("address", "new@deskset.example", "startTag", "?!", "endTag", "]"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(admin.get(path).html()).contains("help@deskset.example").doesNotContain("new@deskset.example");
    }

    @Test
    void aPasswordGoesInAndNeverComesOut() {
        String path = at("/mailboxes/support");
        admin.get(path);

        Page saved = admin.post(
                path,
                mailbox(
                        "smtp.host",
                        "mail.example.org",
                        "smtp.port",
                        "587",
                        "smtp.tls",
                        "STARTTLS",
                        "smtp.user",
                        "support",
                        "smtp.login",
                        "PASSWORD",
                        "smtp.password",
                        "sesame 4711"));

        assertThat(saved.text()).contains("Saved.", "One is stored, and is never shown");
        assertThat(saved.html()).contains("mail.example.org").doesNotContain("sesame");
        assertThat(admin.post(path, mailbox("smtp.host", "mail.example.org", "smtp.port", "a"))
                        .text())
                .contains("A port is a number from 1 to 65535.");
    }

    @Test
    void aMailboxOnAnotherServerIsSetUpAndLookedAtBeforeAnythingIsFetched() {
        String path = at("/mailboxes/support");
        String[] fields = {
            "imap.host", "127.0.0.1",
            "imap.port", "1",
            "imap.tls", "NONE",
            "imap.user", "support",
            "imap.login", "PASSWORD",
            "imap.password", "sesame 4711",
            "imap.folder", "INBOX",
            "imap.pollSeconds", "60",
            "imap.since", "2026-05-04T08:00",
            "imap.after", "MOVE",
            "imap.moveTo", "Done",
            "imap.alarmTo", "ops@example.org"
        };
        admin.get(path);

        Page saved = admin.post(path, mailbox(fields));
        assertThat(saved.text()).contains("Saved.", "not fetched");
        assertThat(saved.html())
                .contains("2026-05-04T08:00:00", "value=\"Done\"", "ops@example.org")
                .doesNotContain("sesame");
        assertThat(admin.get(at("/mailboxes")).text()).contains("fetched from 127.0.0.1", "not fetched");
        Page preview = admin.post(path + "/preview", "since", "2026-05-04T08:00");
        assertThat(preview.status()).isEqualTo(422);
        assertThat(preview.text()).contains("The mailbox cannot be read now.");
        fields[21] = "INBOX";
        assertThat(admin.post(path, mailbox(fields)).text()).contains("Mails are moved to another folder");
    }

    @Test
    void aSupplierIsKnownByAddressesAndDomains() {
        String path = at("/new-supplier");
        admin.get(path);

        assertThat(admin.post(path, "code", "wallets", "name", "Wallets", "addresses", "no address")
                        .text())
                .contains("One of the addresses is not usable.", "addresses: no address (expected:");
        assertThat(admin.post(path, "code", "wallets", "name", "Wallets", "domains", "lights.example")
                        .text())
                .contains("Another supplier has one of these addresses or domains.");
        Page saved = admin.post(
                path, "code", "wallets", "name", "Wallets", "addresses", "A@example.net\nb@example.net", "domains", "");
        assertThat(saved.text()).contains("Saved.", "Wallets", "a@example.net b@example.net");
        Page changed =
                admin.post(at("/suppliers/wallets"), "name", "Wallets 2", "addresses", "", "domains", "W.example");
        assertThat(changed.text()).contains("Wallets 2", "w.example").doesNotContain("b@example.net");
        String one = at("/suppliers/wallets");
        assertThat(admin.post(one, "name", "Wallets 2", "kind", "PATTERN", "pattern", "x*")
                        .text())
                .contains("This pattern cannot be looked for.");
        admin.post(one, "name", "Wallets 2", "kind", "MARKS", "startMark", "(Ref.", "endMark", ")");
        assertThat(admin.get(one).html()).contains("value=\"(Ref.\"", "data-confirm=\"Remove this supplier?");
        Page removed = admin.post(one + "/remove");
        assertThat(removed.text()).contains("Supplier wallets is removed").doesNotContain("Wallets 2");
        assertThat(admin.get(one).status()).isEqualTo(404);
    }

    @Test
    void aCaptureRuleIsTriedOutBeforeItIsSaved() {
        String path = at("/new-capture-rule");
        admin.get(path);

        Page tried = admin.post(
                at("/try-capture-rule"),
                "kind",
                "PATTERN",
                "place",
                "TEXT",
                "pattern",
                "Order no: ([0-9]+)",
                "mailbox",
                "");
        assertThat(tried.text())
                .contains(
                        "It finds something in 2 of the last 3 mails. Nothing was changed.", "4712", "4713", "nothing")
                .doesNotContain("matches everything");
        assertThat(admin.post(at("/try-capture-rule"), "kind", "PATTERN", "place", "BOTH", "pattern", ".+")
                        .text())
                .contains("It finds something in 3 of the last 3 mails.", "This rule matches everything");
        Page saved = admin.post(
                path,
                "code",
                "number",
                "field",
                "Order",
                "kind",
                "PATTERN",
                "place",
                "TEXT",
                "pattern",
                "no: ([0-9]+)",
                "active",
                "true");
        assertThat(saved.text()).contains("Saved.", "can be looked for");
        assertThat(admin.get(at("/capture-rules")).text()).contains("number", "no: ([0-9]+)", "in use");
    }

    @Test
    void aPatternThatCannotBeLookedForIsToldWhileOneTypesAndRefusedOnSaving() {
        String path = at("/capture-rules/order");
        admin.get(path);

        assertThat(admin.post(at("/check-capture-rule"), "kind", "PATTERN", "pattern", "(?<=a)b")
                        .text())
                .contains("cannot be looked for", "no look-around");
        admin.get(path);
        Page refused = admin.post(path, "field", "Order", "kind", "PATTERN", "pattern", "x*", "active", "true");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text())
                .contains("This pattern cannot be looked for.", "pattern: x* (expected: a pattern that needs at least");
        assertThat(admin.get(path).html()).contains("value=\"Order no:\"");
    }

    @Test
    void aRuleIsRemoved() {
        admin.get(at("/new-capture-rule"));
        admin.post(
                at("/new-capture-rule"),
                "code",
                "gone",
                "field",
                "Row",
                "kind",
                "MARKS",
                "startMark",
                "Row",
                "active",
                "true");

        assertThat(admin.post(at("/capture-rules/gone/remove")).text()).contains("The rule is removed.");
        assertThat(admin.get(at("/capture-rules/gone")).status()).isEqualTo(404);
    }

    @Test
    void aMailsTextIsPreviewedSavedAndGivenBack() {
        String path = at("/templates/opened/en");
        assertThat(admin.get(path).text()).contains("as his contact is named", "{{number}}");

        Page preview = admin.post(path + "/preview", "subject", "Re: {{subject}}", "text", "Number <{{number}}>");
        assertThat(preview.text()).contains("Number <0002139>", "Nothing was saved.");
        Page html = admin.post(path + "/preview-html", "subject", "Re: {{subject}}", "text", "Number <{{number}}>");
        assertThat(html.html()).contains("Number &lt;0002139&gt;");
        assertThat(html.header("Content-Security-Policy"))
                .startsWith("default-src 'none';")
                .contains("sandbox");
        admin.get(path);
        Page refused = admin.post(path, "subject", "Hello", "text", "{{password}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The text will not do.", "text: {{password}} (expected: one of");
        assertThat(admin.post(path, "subject", "Hello", "text", "We have it: {{number}}")
                        .text())
                .contains("Saved.", "We have it: {{number}}");
        assertThat(admin.get(at("/templates")).text()).contains("your own");
        assertThat(admin.post(path + "/reset").text())
                .contains("The text that comes with the program stands again.")
                .doesNotContain("We have it");
    }

    @Test
    void everyMailsTextHasAPage() {
        for (MailEvent event : MailEvent.values()) {
            assertThat(admin.get(at("/templates/" + event.code() + "/en")).status())
                    .as(event.code())
                    .isEqualTo(200);
        }
    }

    @Test
    void eachLanguageOfAMailboxHasItsLook() {
        String path = at("/mailboxes/support/brand");
        admin.get(path);

        assertThat(admin.post(path + "/fr", "displayName", "", "signature", "Au revoir", "colour", "#123456")
                        .text())
                .contains("A sender’s name is one line", "Au revoir");
        assertThat(admin.post(path + "/fr", "displayName", "L’Opéra", "signature", "À bientôt", "colour", "#123456")
                        .html())
                .contains("L’Opéra", "À bientôt", "#123456");
    }

    @Test
    void cannedAnswersAreWrittenChangedAndRemoved() {
        String path = at("/new-canned-answer");
        admin.get(path);

        assertThat(admin.post(path, "language", "fr", "title", "", "text", "Bonjour")
                        .text())
                .contains("A title is one line", "Bonjour");
        Page list = admin.post(path, "language", "fr", "title", "Ouvrez l’app", "text", "Ouvrez l’app une fois.");
        assertThat(list.text()).contains("Saved.", "Ouvrez l’app une fois.", "Français");
        String one = list.html().replaceAll("(?s).*href=\"([^\"]+)\"><bdi>Ouvrez.*", "$1");
        assertThat(admin.post(one, "language", "fr", "title", "Ouvrez", "text", "Encore")
                        .text())
                .contains("Encore");
        assertThat(admin.post(one + "/remove").text())
                .contains("The answer is removed.")
                .doesNotContain("Encore");
        assertThat(admin.get(one).status()).isEqualTo(404);
    }

    @Test
    void serviceLevelsAreMeasuredInBusinessHours() {
        String path = at("/service-levels");
        assertThat(admin.get(path).html()).contains("MON-FRI 09:00-18:00");

        Page saved = admin.post(
                path,
                "businessHours",
                "MON-SAT 10:00-19:00",
                "holidays",
                "2026-12-25\n2026-01-01",
                "firstAnswer[URGENT]",
                "0.5",
                "solution[URGENT]",
                "8",
                "closeAfterDays",
                "5",
                "remindAfterDays",
                "");
        assertThat(saved.text()).contains("Saved.", "MON-SAT 10:00-19:00", "2026-01-01 2026-12-25");
        assertThat(saved.html()).contains("value=\"0.5\"", "value=\"8\"");
        assertThat(admin.post(path, "businessHours", "always", "closeAfterDays", "5")
                        .text())
                .contains("Business hours are lines such as", "always");
        assertThat(admin.post(
                                path,
                                "businessHours",
                                "MON 10:00-19:00",
                                "firstAnswer[LOW]",
                                "soon",
                                "closeAfterDays",
                                "5")
                        .text())
                .contains("A target is a number of working hours");
    }

    private String at(String path) {
        return world.base() + "/settings" + path;
    }

    /** A mailbox's form with the fields that a test is about; the others as they are shown. */
    private static String[] mailbox(String... fields) {
        List<String> all = new ArrayList<>(List.of(
                "address", "help@deskset.example",
                "language", "en",
                "startTag", "[Case-",
                "endTag", "]"));
        for (int i = 0; i < fields.length; i += 2) {
            int known = all.indexOf(fields[i]);
            if (known >= 0) {
                all.set(known + 1, fields[i + 1]);
            } else {
                all.addAll(List.of(fields[i], fields[i + 1]));
            }
        }
        return all.toArray(String[]::new);
    }
}
