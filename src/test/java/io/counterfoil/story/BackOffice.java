package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.util.List;

/** Somebody who works in the back office. */
final class BackOffice extends Screen {
    static final String RETRIEVE = "retrieve-ticket-status";
    static final String PRINT = "external-printing";

    private final Stage stage;

    BackOffice(BrowserContext context, Texts texts, Stage stage) {
        super(context, texts);
        this.stage = stage;
    }

    BackOffice signIn() {
        open("/sign-in");
        typeSignIn(stage.login(), Stage.PASSWORD);
        assertThat(page.url()).endsWith(stage.base());
        return this;
    }

    void typeSignIn(String login, String password) {
        fill("login", login);
        fill("password", password);
        press(say("accounts.sign-in.submit"));
    }

    void go(String path) {
        open(stage.base() + path);
    }

    /** Starts a function on its interface's page and answers how the run ended, in words. */
    String start(String link, String function) {
        pressStart(link, function);
        page.waitForCondition(() -> {
            boolean over = page.locator("#progress progress").count() == 0;
            if (!over) {
                page.reload();
            }
            return over;
        });
        look();
        return flat(page.innerText("#progress-title"));
    }

    void pressStart(String link, String function) {
        go("/interfaces/" + link);
        press(say("run.start") + ": " + say("function." + function));
    }

    /** Brings home what the wallet has to tell. */
    void retrieve() {
        assertThat(start(Stage.MOBILE, RETRIEVE)).isEqualTo(say("run.status.SUCCEEDED"));
    }

    /** Finds a ticket as people do, by the search box. */
    void findTicket(String id) {
        follow(say("nav.tickets"));
        fill("q", id);
        press(say("list.search"));
        leave(page.locator("tbody a:has-text('" + id + "')").first());
        assertThat(text()).contains(say("ticket.title", id));
    }

    void ticket(String id) {
        go("/ticket?id=" + id);
    }

    /** Who has the ticket now, as the first card says. */
    String holder() {
        return flat(page.innerText("section[aria-labelledby='now'] .person"));
    }

    /** Moves the slider of who held the ticket when by a key, and waits until this person is told. */
    void slide(String key, String person) {
        page.focus("#step");
        page.keyboard().press(key);
        page.waitForFunction("name => document.querySelector('#held .person').innerText.includes(name)", person);
    }

    /** The lines of the distribution history, each as one text. */
    List<String> history() {
        return page.locator("section[aria-labelledby='history'] tbody tr").all().stream()
                .map(Locator::innerText)
                .map(Screen::flat)
                .toList();
    }

    /** Finds a contact by address. */
    void findContact(String address) {
        follow(say("nav.contacts"));
        fill("q", address);
        press(say("list.search"));
        leave(page.locator("tbody a").first());
    }
}
