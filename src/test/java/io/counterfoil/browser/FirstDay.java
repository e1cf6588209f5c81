package io.counterfoil.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.counterfoil.Patience;
import java.net.URI;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;

/**
 * What the first person does with a new installation, in a real browser: makes himself the administrator by the code that the
 * log tells, makes the first organizer, turns on a second factor, forgets his password and gets a new one by mail. With a mail
 * server of its own, which the installation is to be started with.
 */
public final class FirstDay implements AutoCloseable {
    /** Pages that show themselves only where nobody has an account yet, or where mail is sent; all are looked at. */
    public static final Set<String> PAGES = Set.of("/start", "/", "/sign-in/code");

    private static final Pattern CODE = Pattern.compile("/start with the code (\\S+)");
    private static final Pattern LINK = Pattern.compile("http://tickets\\.example(/reset/\\S+)");
    private static final String LOGIN = "vera";
    private static final String PASSWORD = "seven green bicycles in the rain";
    private static final String NEXT_PASSWORD = "eleven purple umbrellas here";

    private final GreenMail mails = new GreenMail(new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP));
    private final Look look = new Look();

    public FirstDay() {
        mails.start();
    }

    /** What the installation has to be started with. */
    public Map<String, String> settings() {
        return Map.of(
                "SPRING_MAIL_HOST",
                "localhost",
                "SPRING_MAIL_PORT",
                Integer.toString(mails.getSmtp().getPort()),
                "COUNTERFOIL_MAIL_FROM",
                "tickets@example.org",
                "COUNTERFOIL_PUBLIC_URL",
                "http://tickets.example");
    }

    /**
     * Lives through it.
     *
     * @param server where the installation is
     * @param log what it has said so far
     */
    public void at(Chromium chromium, URI server, String log) {
        Matcher code = CODE.matcher(log);
        assertThat(code.find()).as(log).isTrue();
        try (BrowserContext context = chromium.context(
                new NewContextOptions().setBaseURL(server.toString()).setLocale("en-GB"))) {
            Page page = look.watch(context.newPage());
            theFirstAdministratorIsMade(page, code.group(1));
            theFirstOrganizerIsMade(page);
            Second second = aSecondFactorIsTurnedOn(page);
            signOut(page);
            signInByKeys(page, PASSWORD);
            theSecondFactorIsAskedFor(page, second);
            signOut(page);
            aForgottenPasswordIsChosenAnew(page);
            signInByKeys(page, NEXT_PASSWORD);
            page.fill("#code", second.recovery());
            press(page);
            isHome(page);
        }
        assertThat(look.problems()).isEmpty();
        Set<String> missed = new HashSet<>(PAGES);
        missed.removeAll(look.paths());
        assertThat(missed).isEmpty();
    }

    private void theFirstAdministratorIsMade(Page page, String code) {
        page.navigate("/");
        assertThat(page.url()).endsWith("/start");
        look.at(page, "start");
        inFrench(page, "start");
        page.fill("#code", "AAAA-AAAA-AAAA-AAAA");
        page.fill("#email", "vera@example.org");
        page.fill("#login", LOGIN);
        page.fill("#password", PASSWORD);
        press(page);
        assertThat(page.getAttribute("#code", "aria-invalid")).isEqualTo("true");
        page.fill("#code", code);
        page.fill("#password", PASSWORD);
        press(page);
    }

    private void theFirstOrganizerIsMade(Page page) {
        assertThat(URI.create(page.url()).getPath()).isEqualTo("/");
        look.at(page, "welcome");
        inFrench(page, "welcome");
        page.fill("#name", "Théâtre du Lac");
        page.fill("#code", "lac");
        press(page);
        isHome(page);
        assertThat(page.innerText("main")).contains("There is no interface to a wallet yet");
    }

    /** @param recovery a code for who has lost his phone */
    private record Second(byte[] secret, String recovery) {
        /** The code of the next half minute, which is taken as well: this one's is used up. */
        String next() {
            return at(Instant.now().plusSeconds(30));
        }

        String at(Instant time) {
            try {
                TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
                return codes.generateOneTimePasswordString(new SecretKeySpec(secret, codes.getAlgorithm()), time);
            } catch (InvalidKeyException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private Second aSecondFactorIsTurnedOn(Page page) {
        page.navigate("/account/second-factor");
        byte[] secret = new Base32().decode(page.innerText("code").replace("-", ""));
        page.fill("#code", new Second(secret, "").at(Instant.now()));
        page.fill("#current", PASSWORD);
        press(page);
        look.at(page, "recovery-codes");
        return new Second(secret, page.locator("main code").first().innerText());
    }

    private void theSecondFactorIsAskedFor(Page page, Second second) {
        look.at(page, "sign-in-code");
        inFrench(page, "sign-in-code");
        page.fill("#code", "000000");
        press(page);
        assertThat(page.innerText("[role=alert]")).contains("code");
        page.fill("#code", second.next());
        press(page);
        isHome(page);
    }

    private void aForgottenPasswordIsChosenAnew(Page page) {
        page.click("a[href='/sign-in/forgotten']");
        look.at(page, "forgotten");
        page.fill("#login", "vera@example.org");
        press(page);
        look.at(page, "forgotten-asked");
        await("the mail").atMost(Patience.LONGEST).until(() -> link() != null);
        page.navigate(String.valueOf(link()));
        page.fill("#password", NEXT_PASSWORD);
        press(page);
        assertThat(page.innerText("[role=status]")).isNotEmpty();
        look.at(page, "password-chosen");
    }

    /** In the other language as well, as narrow as can be. */
    private void inFrench(Page page, String name) {
        String path = URI.create(page.url()).getPath();
        page.navigate(path + "?lang=fr");
        look.narrow(page, name + "-fr");
        page.navigate(path + "?lang=en");
    }

    private @Nullable String link() {
        for (var mail : mails.getReceivedMessages()) {
            Matcher link = LINK.matcher(GreenMailUtil.getBody(mail).replace("=\r\n", ""));
            if (link.find()) {
                return link.group(1);
            }
        }
        return null;
    }

    private static void signOut(Page page) {
        page.click("form[action='/logout'] button");
    }

    private static void signInByKeys(Page page, String password) {
        Keys keys = new Keys(page);
        keys.tabTo("login");
        keys.type(LOGIN);
        keys.tabTo("password");
        keys.type(password);
        keys.enter();
    }

    private static void isHome(Page page) {
        assertThat(URI.create(page.url()).getPath()).isEqualTo("/o/lac");
        assertThat(page.innerText("h1")).isEqualTo("Home");
    }

    private static void press(Page page) {
        page.click("main form .btn-primary");
    }

    @Override
    public void close() {
        mails.stop();
    }
}
