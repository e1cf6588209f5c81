package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ApiServer
class SignInOverHttpTest {
    private static final Pattern LINK = Pattern.compile("value=\"http://[^\"/]+(/(?:invitation|reset)/[^\"]+)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final PeopleWorld world;
    private final int port;

    SignInOverHttpTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new PeopleWorld(context, port);
        this.port = port;
    }

    @Test
    void aPageLeadsToTheSignInAndTheSignInBackToThePage() {
        Account anna = world.somebody(Role.VIEWER);
        Browser browser = new Browser(port);

        Page form = browser.get("/account?x=1");
        assertThat(form.path()).isEqualTo("/sign-in?next=%2Faccount%3Fx%3D1");
        assertThat(form.html()).contains("autocomplete=\"username\"", "autocomplete=\"current-password\"");
        Page page = browser.post(
                "/sign-in", "login", anna.login(), "password", PeopleWorld.PASSWORD, "next", "/account?x=1");
        assertThat(page.path()).isEqualTo("/account?x=1");
        assertThat(page.text()).contains(anna.email());
    }

    @Test
    void whoKnowsNoPasswordLearnsNothing() {
        Account anna = world.somebody(Role.VIEWER);
        Browser browser = new Browser(port);
        browser.get("/sign-in");

        Page known = browser.post("/sign-in", "login", anna.login(), "password", "wrong password");
        Page unknown = browser.post("/sign-in", "login", "xyzzy", "password", "wrong password");

        assertThat(known.status()).isEqualTo(422);
        assertThat(known.html()).contains("href=\"#login\"", "aria-invalid=\"true\"");
        assertThat(known.text().replace(anna.login(), ""))
                .isEqualTo(unknown.text().replace("xyzzy", ""));
        for (int i = 0; i < 6; i++) {
            known = browser.post("/sign-in", "login", anna.login(), "password", "wrong password " + i);
        }
        assertThat(known.text()).contains("Too many attempts");
        assertThat(known.header("Retry-After")).isNotEmpty();
        assertThat(browser.get("/account").path()).startsWith("/sign-in");
    }

    @Test
    void aSignInBeginsANewSessionAndTheFormerOneIsWorthNothing() throws Exception {
        Account anna = world.somebody(Role.VIEWER);
        HttpResponse<String> form = raw("GET", "/sign-in", "", "");
        String planted = cookie(form);
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();

        HttpResponse<String> in = raw(
                "POST",
                "/sign-in",
                planted,
                "_csrf=" + Browser.encoded(token.group(1)) + "&login=" + anna.login() + "&password="
                        + Browser.encoded(PeopleWorld.PASSWORD));

        assertThat(in.statusCode()).isEqualTo(302);
        String fresh = cookie(in);
        assertThat(fresh).isNotEqualTo(planted);
        assertThat(in.headers().allValues("Set-Cookie").toString()).contains("HttpOnly", "SameSite=Lax");
        assertThat(raw("GET", "/account", fresh, "").statusCode()).isEqualTo(200);
        assertThat(raw("GET", "/account", planted, "").statusCode()).isEqualTo(303);
    }

    @Test
    void aFormThatAnotherSiteMadeUpIsRefused() {
        Account anna = world.somebody(Role.VIEWER);
        Browser browser = world.signedIn(anna);

        assertThat(browser.postWithToken("/account/profile", "", "name", "Mallory", "language", "en")
                        .status())
                .isEqualTo(403);
        assertThat(browser.postWithToken("/logout", "made-up").status()).isEqualTo(403);
        assertThat(browser.get("/account").html()).doesNotContain("Mallory");
        Browser stranger = new Browser(port);
        assertThat(stranger.postWithToken(
                                "/sign-in", "made-up", "login", anna.login(), "password", PeopleWorld.PASSWORD)
                        .path())
                .startsWith("/sign-in");
        assertThat(stranger.get("/account").path()).startsWith("/sign-in");
    }

    @Test
    void signingOutEndsTheSession() {
        Browser browser = world.signedIn(world.somebody(Role.VIEWER));
        assertThat(browser.get("/account").status()).isEqualTo(200);

        browser.post("/logout");

        assertThat(browser.get("/account").path()).startsWith("/sign-in");
    }

    @Test
    void aNewPasswordSignsOutEverybodyElse() {
        Account anna = world.somebody(Role.VIEWER);
        Browser here = world.signedIn(anna);
        Browser there = world.signedIn(anna);
        here.get("/account");

        Page wrong = here.post("/account/password", "current", "not it", "password", "eleven purple umbrellas here");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).contains("href=\"#current\"");
        Page weak = here.post("/account/password", "current", PeopleWorld.PASSWORD, "password", "passwordpassword");
        assertThat(weak.html()).contains("href=\"#password\"");
        Page changed = here.post(
                "/account/password", "current", PeopleWorld.PASSWORD, "password", "eleven purple umbrellas here");

        assertThat(changed.text()).contains("Your password was changed");
        assertThat(there.get("/account").path()).startsWith("/sign-in");
        assertThat(here.get("/account").status()).isEqualTo(200);
    }

    @Test
    void aSecondFactorIsSetUpWithAPictureAndThenAskedFor() throws Exception {
        Account anna = world.somebody(Role.AGENT);
        Browser browser = world.signedIn(anna);
        Page setup = browser.get("/account/second-factor");
        assertThat(setup.html())
                .contains("<svg", "autocomplete=\"one-time-code\"")
                .doesNotContain("style=");
        Matcher secret = Pattern.compile("([A-Z2-7]{4}(-[A-Z2-7]{4}){7})").matcher(setup.html());
        assertThat(secret.find()).isTrue();
        byte[] key = new Base32().decode(secret.group(1).replace("-", ""));

        Page codes = browser.post(
                "/account/second-factor", "code", code(key, Instant.now()), "current", PeopleWorld.PASSWORD);
        assertThat(codes.text()).contains("shown only now");
        Matcher recovery = Pattern.compile("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}")
                .matcher(codes.text());
        assertThat(recovery.find()).isTrue();

        Browser again = new Browser(port);
        again.get("/sign-in");
        Page second = again.post("/sign-in", "login", anna.login(), "password", PeopleWorld.PASSWORD);
        assertThat(second.path()).isEqualTo("/sign-in/code");
        assertThat(again.get("/account").path())
                .as("half signed in is not signed in")
                .startsWith("/sign-in");
        again.get("/sign-in/code");
        assertThat(again.post("/sign-in/code", "code", "000000").status()).isEqualTo(422);
        assertThat(again.post("/sign-in/code", "code", recovery.group()).path()).doesNotContain("sign-in");
    }

    @Test
    void anInvitedPersonChoosesAPasswordByALinkThatWorksOnce() {
        Browser root = world.signedIn(world.administrator());
        root.get("/users/new");
        String address = "invited." + System.nanoTime() + "@example.org";
        Page made = root.post(
                "/users", "email", address, "name", "Zoé <b>", "language", "fr", "organizer", "mine", "role", "AGENT");
        Matcher link = LINK.matcher(made.html());
        assertThat(link.find()).as(made.text()).isTrue();
        assertThat(made.html()).contains("Zoé &lt;b&gt;");

        Browser zoe = new Browser(port);
        assertThat(zoe.get(link.group(1)).html()).contains("autocomplete=\"new-password\"");
        assertThat(zoe.post(link.group(1), "password", "short").status()).isEqualTo(422);
        assertThat(zoe.post(link.group(1), "password", PeopleWorld.PASSWORD).path())
                .startsWith("/sign-in");
        assertThat(zoe.post("/sign-in", "login", address, "password", PeopleWorld.PASSWORD)
                        .path())
                .doesNotContain("sign-in");
        assertThat(new Browser(port).get(link.group(1)).status()).isEqualTo(404);
    }

    @Test
    void aTokenIsShownOnceAndRevoked() {
        Browser root = world.signedIn(world.administrator());
        root.get("/tokens");
        Page made = root.post("/tokens", "name", "shop <i>", "role", "VIEWER", "organizer", "mine", "days", "30");
        Matcher secret = Pattern.compile("cft_[\\w-]{43}").matcher(made.html());
        assertThat(secret.find()).isTrue();
        assertThat(made.header("Cache-Control")).contains("no-store");

        Page list = root.get("/tokens");
        assertThat(list.html()).contains("shop &lt;i&gt;").doesNotContain(secret.group());
        Matcher id = Pattern.compile("(/tokens/[0-9a-f-]{36}/revoke)\"(?s:(?!/revoke).)*Revoke shop")
                .matcher(list.html());
        assertThat(id.find()).isTrue();
        assertThat(root.post(id.group(1)).text()).contains("The token is revoked.");
    }

    @Test
    void anHourWithoutARequestEndsASessionAndEveryRequestBeginsTheHourAnew() {
        Account anna = world.somebody(Role.VIEWER);
        Browser browser = world.signedIn(anna);

        letPass(anna, Duration.ofMinutes(59));
        assertThat(browser.get("/account").status()).isEqualTo(200);
        letPass(anna, Duration.ofMinutes(59));
        assertThat(browser.get("/account").path()).isEqualTo("/account");
        letPass(anna, Duration.ofMinutes(61));
        assertThat(browser.get("/account").path()).startsWith("/sign-in");
    }

    /** Makes the account's sessions older, as if their clock had gone on: it is the library's own, which nobody can set. */
    private void letPass(Account account, Duration time) {
        String url = world.context().getEnvironment().getProperty("spring.datasource.url", "");
        new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""))
                .update("""
                        update web_session set last_access_time = last_access_time - ?, expiry_time = expiry_time - ?
                        where principal_name = ?""", time.toMillis(), time.toMillis(), account.id().toString());
    }

    @Test
    void aSessionOfTheScreensIsWorthNothingToTheApi() {
        Browser root = world.signedIn(world.administrator());

        assertThat(root.get("/api/v1/organizers").status()).isEqualTo(401);
        assertThat(root.post("/api/v1/organizers").status()).isEqualTo(401);
    }

    private static String code(byte[] key, Instant at) throws Exception {
        TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
        return generator.generateOneTimePasswordString(new SecretKeySpec(key, generator.getAlgorithm()), at);
    }

    private HttpResponse<String> raw(String method, String path, String cookie, String form) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .method(method, form.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(form));
        if (!cookie.isEmpty()) {
            request.setHeader("Cookie", "counterfoil=" + cookie);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private static String cookie(HttpResponse<String> response) {
        Matcher cookie = Pattern.compile("counterfoil=([^;,\\]]+)")
                .matcher(response.headers().allValues("Set-Cookie").toString());
        assertThat(cookie.find()).isTrue();
        return cookie.group(1);
    }
}
