package io.counterfoil.backoffice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.browser.Chromium;
import io.counterfoil.browser.Look;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.kernel.CaseNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What an administrator sets for the help desk, in a real browser: ID tags, and a capture rule that is tried out. */
@ApiServer
class DeskSettingsIT {
    private final ScreensWorld world;
    private final MailboxTags tags;
    private final DeskWorld desk;
    private final int port;
    private final Look look = new Look();

    DeskSettingsIT(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new ScreensWorld(context, port, "desk-set-it");
        DeskSettingsWorld.in(context, world.organizer);
        this.tags = context.getBean(MailboxTags.class);
        this.desk = new DeskWorld(context, world.organizer);
        this.port = port;
    }

    @Test
    void tagsAndCaptureRules() {
        world.as(Role.ADMINISTRATOR);
        try (Chromium chromium = Chromium.start();
                BrowserContext user =
                        chromium.context(new NewContextOptions().setBaseURL("http://localhost:" + port))) {
            Page page = look.watch(user.newPage());
            page.navigate("/sign-in");
            page.fill("#login", "administrator." + world.organizer);
            page.fill("#password", ScreensWorld.PASSWORD);
            page.click("button[type=submit]");
            badTagsAreRefused(page);
            goodTagsAreTakenAndOldOnesStillJoin(page);
            aRuleThatMatchesEverythingIsWarnedOf(page);
            aRuleIsTriedOutAndSaved(page);
            mailsWithTheOldTagAndWithTheNewOneJoin(page);
            allCasesAreChosenAtOnce(page);
        }
        assertThat(look.problems()).isEmpty();
    }

    private void badTagsAreRefused(Page page) {
        page.navigate(world.base() + "/settings/mailboxes/support");
        page.fill("#startTag", "!");
        page.fill("#endTag", "?");

        assertThat(page.locator("#tag-check")).containsText("at least three characters");
        save(page);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("startTag: ! (expected: at least three characters");
        assertThat(tags.present(world.organizer, "support").start()).isEqualTo("[Case-");
    }

    private void goodTagsAreTakenAndOldOnesStillJoin(Page page) {
        page.fill("#startTag", "{Desk:");
        page.fill("#endTag", "}");
        assertThat(page.locator("#tag-check")).containsText("{Desk:0002139}");
        save(page);

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Saved.");
        assertThat(page.locator("main")).containsText("[Case-0002139]");
        assertThat(tags.matching(world.organizer).in("Re: seats [Case-0000007] {Desk:0000008}"))
                .containsExactly(new CaseNumber(7), new CaseNumber(8));
    }

    private void aRuleThatMatchesEverythingIsWarnedOf(Page page) {
        page.navigate(world.base() + "/settings/new-capture-rule");
        page.getByLabel("What a pattern matches").check();
        page.fill("#pattern", "(?=x)");
        assertThat(page.locator("#capture-check")).containsText("no look-around");
        page.fill("#pattern", ".+");
        assertThat(page.locator("#capture-check")).containsText("can be looked for");
        tryOut(page);

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("This rule matches everything");
    }

    private void aRuleIsTriedOutAndSaved(Page page) {
        page.fill("#pattern", "Order no: ([0-9]+)");
        tryOut(page);
        Locator trial = page.locator("#trial");
        assertThat(trial).containsText("It finds something in 2 of the last 3 mails.");
        assertThat(trial).containsText("4712");
        page.fill("#code", "number");
        page.fill("#field", "Order");
        save(page);

        assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("Saved.");
    }

    private void mailsWithTheOldTagAndWithTheNewOneJoin(Page page) {
        String zoe = "zoe@fan.example";
        MailVerdict first = desk.mail(zoe, "Seats", "Where are they?");
        desk.mail(zoe, "Re: Seats [Case-" + first.number() + "]", "I answer what you sent me last week");
        desk.mail(zoe, "Re: Seats {Desk:" + first.number() + "}", "And what you sent me today");

        page.navigate(world.base() + "/cases/" + first.number());
        Locator said = page.locator("section[aria-labelledby=said]");
        assertThat(said).containsText("I answer what you sent me last week");
        assertThat(said).containsText("And what you sent me today");
        // what stands in a title or a mail finds its case
        for (String tag : List.of("{Desk:" + first.number() + "}", "[case-" + first.number() + "]")) {
            page.navigate(world.base() + "/cases");
            page.fill("#q", tag);
            page.keyboard().press("Enter");
            assertThat(page.locator("td a .case-number")).hasText(DeskWorld.number(first));
        }
    }

    private void allCasesAreChosenAtOnce(Page page) {
        desk.mail("yves@fan.example", "The cloakroom", "Is there one?");
        page.navigate(world.base() + "/cases");
        Locator boxes = page.locator("input[name=number]");
        int shown = boxes.count();
        assertThat(shown).isGreaterThan(1);
        page.getByLabel("Choose all on this page").check();
        assertThat(page.locator("input[name=number]:checked")).hasCount(shown);
        page.getByLabel("Choose all on this page").uncheck();
        assertThat(page.locator("input[name=number]:checked")).hasCount(0);
    }

    private static void save(Page page) {
        page.locator("form button.btn-primary").click();
    }

    private static void tryOut(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try out"))
                .click();
    }
}
