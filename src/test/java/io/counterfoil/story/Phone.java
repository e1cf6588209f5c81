package io.counterfoil.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;

/** A spectator with the wallet's page on the phone. */
final class Phone extends Screen {
    private static final String HOME = "/wallet/app";

    Phone(BrowserContext context, Texts texts) {
        super(context, texts);
    }

    /** Asks for a code and types it in; demonstrations show it. */
    Phone signIn(String address) {
        askForCode(address);
        fill("code", page.textContent("#shown-code"));
        press(say("phone.sign-in"));
        assertThat(page.url()).endsWith(HOME);
        return this;
    }

    void askForCode(String address) {
        open(HOME);
        fill("email", address);
        press(say("phone.sign-in.send"));
    }

    void tickets() {
        open(HOME);
    }

    void history() {
        follow(say("phone.history"));
    }

    /** Opens the ticket of a seat from the list. */
    void ticket(String seat) {
        tickets();
        leave(page.locator("li.ticket:has-text('" + seat + "') a.whole"));
    }

    void download(String seat) {
        ticket(seat);
        press(say("phone.download"));
        assertThat(text()).contains(say("phone.done.download"), say("phone.state.ready"));
    }

    void transfer(String seat, String address) {
        ticket(seat);
        fill("email", address);
        press(say("phone.transfer"));
        assertThat(text())
                .contains(say("phone.done.transfer"), say("phone.leaving.to", address), say("phone.state.leaving"));
    }

    /** Says who he is, as the page asks before he accepts. */
    void sayName(String first, String last) {
        follow(say("phone.you.nameless.next"));
        examine("phone-you");
        fill("firstName", first);
        fill("lastName", last);
        press(say("phone.you.save"));
        assertThat(text()).contains(say("phone.done.you"));
    }

    void accept() {
        tickets();
        press(say("phone.accept"));
        assertThat(text()).contains(say("phone.done.accept"));
    }

    void reject() {
        tickets();
        press(say("phone.reject"));
        assertThat(text()).contains(say("phone.done.reject"));
    }
}
