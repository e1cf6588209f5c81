package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.TestIssuer.Fault;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Signing in through an issuer on this machine, over HTTP as a browser does it. */
@ApiServer
class SingleSignOnOverHttpTest {
    private static final String START = "/sign-in/oidc/house";
    private static final String FAILED = "/sign-in?failed=oidc";

    private final PeopleWorld world;
    private final int port;

    SingleSignOnOverHttpTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new PeopleWorld(context, port);
        this.port = port;
    }

    @AfterEach
    void tellTheTruth() {
        TestIssuer.HERE.tells(Fault.NONE);
    }

    /** A browser that keeps cookies, and follows where it is sent only when it is told to. */
    private final class Visitor implements AutoCloseable {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(cookies).build();

        HttpResponse<String> get(URI address) throws IOException, InterruptedException {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return get(URI.create("http://localhost:" + port + path));
        }

        URI next(HttpResponse<String> answer) {
            return answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        }

        /** As far as the address by which the issuer sends him back. */
        URI wayBack() throws IOException, InterruptedException {
            return next(get(next(get(START))));
        }

        /** All the way; where he is then. */
        String wholeWay() throws IOException, InterruptedException {
            URI at = next(get(wayBack()));
            return at.getQuery() == null ? at.getPath() : at.getPath() + "?" + at.getQuery();
        }

        boolean isIn() throws IOException, InterruptedException {
            return get("/account").statusCode() == 200;
        }

        String session() {
            List<String> found = cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("counterfoil"))
                    .map(cookie -> cookie.getValue())
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }

        @Override
        public void close() {
            http.close();
        }
    }

    private Account comes(boolean verified) {
        Account anna = world.somebody(Role.VIEWER);
        TestIssuer.HERE.comes(new TestIssuer.Person("s-" + anna.login(), anna.email(), verified));
        return anna;
    }

    @Test
    void theIssuerOpensAccountsThatExistAndNoOthers() throws Exception {
        assertThat(new Browser(port).get("/sign-in").html()).contains(START);
        try (Visitor visitor = new Visitor()) {
            Account anna = comes(false);
            assertThat(visitor.wholeWay())
                    .as("an address that nobody has verified")
                    .isEqualTo("/sign-in?failed=unknown");
            TestIssuer.HERE.comes(new TestIssuer.Person("s-nobody", "nobody.at.all@example.org", true));
            assertThat(visitor.wholeWay()).as("nobody's address").isEqualTo("/sign-in?failed=unknown");
            assertThat(visitor.isIn()).isFalse();
            TestIssuer.HERE.comes(new TestIssuer.Person("s-" + anna.login(), anna.email(), true));
            assertThat(visitor.wholeWay()).isEqualTo("/");
            assertThat(visitor.isIn()).isTrue();
        }
    }

    @Test
    void aTokenThatIsNotForThisSignInIsNotBelieved() throws Exception {
        comes(true);
        for (Fault fault : Fault.values()) {
            TestIssuer.HERE.tells(fault);
            try (Visitor visitor = new Visitor()) {
                assertThat(visitor.wholeWay()).as(fault.name()).isEqualTo(fault == Fault.NONE ? "/" : FAILED);
                assertThat(visitor.isIn()).as(fault.name()).isEqualTo(fault == Fault.NONE);
            }
        }
    }

    @Test
    void theWayBackIsGoodForTheBrowserThatAskedOnceAndForNoOther() throws Exception {
        comes(true);
        try (Visitor attacker = new Visitor();
                Visitor victim = new Visitor()) {
            URI back = attacker.wayBack();

            assertThat(victim.next(victim.get(back))).hasPath("/sign-in").hasQuery("failed=oidc");
            assertThat(victim.isIn()).as("signed in to somebody else's account").isFalse();
            assertThat(attacker.next(attacker.get(back))).hasPath("/");
            assertThat(attacker.next(attacker.get(back))).hasPath("/sign-in").hasQuery("failed=oidc");
            assertThat(victim.next(victim.get("/sign-in/oidc-return?code=c&state=made-up")))
                    .hasQuery("failed=oidc");
        }
    }

    @Test
    void aSignInThroughTheIssuerBeginsANewSession() throws Exception {
        comes(true);
        try (Visitor visitor = new Visitor()) {
            URI back = visitor.wayBack();
            String before = visitor.session();

            visitor.get(back);

            assertThat(visitor.session()).isNotEqualTo(before);
            assertThat(visitor.isIn()).isTrue();
            try (HttpClient planted = HttpClient.newHttpClient()) {
                HttpRequest account = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/account"))
                        .setHeader("Cookie", "counterfoil=" + before)
                        .build();
                assertThat(planted.send(account, BodyHandlers.discarding()).statusCode())
                        .isEqualTo(303);
            }
        }
    }
}
