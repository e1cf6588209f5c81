package io.counterfoil.sync;

import static io.counterfoil.gateway.ScriptedPeer.answer;
import static io.counterfoil.gateway.ScriptedPeer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.ScriptedPeer;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.RetryRule;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(Patience.SECONDS)
class DiffClientTest {
    private static final String PAGE = "{\"tickets\":[1,{}],\"nextPaginationKey\":\"k2\",\"hasMore\":true}";
    private static final RetryRule RETRIES = new RetryRule(4, Duration.ofMillis(900), Duration.ofSeconds(20));
    private static final Limits LIMITS = new Limits(Duration.ofMillis(300), Duration.ofMillis(600), 1024 * 1024);

    private final WalletHttp http =
            new WalletHttp(AddressPolicy.of(true, ""), InetAddress::getAllByName, InstantSource.system());
    private final List<Duration> naps = new ArrayList<>();
    private final DiffClient client = new DiffClient(http, LIMITS, RETRIES, naps::add);
    private final AtomicBoolean stopped = new AtomicBoolean();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aPageIsAskedForByItsKeyAndRead() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, PAGE))) {
            assertThat(page(peer, "b64:a+/=&é")).isInstanceOfSatisfying(DiffAnswer.Page.class, page -> {
                assertThat(page.page().items()).hasSize(2);
                assertThat(page.page().nextKey()).isEqualTo("k2");
                assertThat(page.bytes()).isEqualTo(PAGE.length());
            });
            assertThat(peer.requests().getFirst())
                    .startsWith("GET /organizer/tickets/diff?paginationKey=b64%3Aa%2B%2F%3D%26%C3%A9&limit=1000 ");
        }
    }

    @Test
    void whatPassesIsTriedAgainAfterGrowingWaits() {
        try (ScriptedPeer peer = ScriptedPeer.with(
                answer(500, "no"),
                answer(429, "slow down", "Retry-After: 7"),
                answer(200, "{\"tickets\":["),
                answer(200, PAGE))) {
            assertThat(page(peer, "")).isInstanceOf(DiffAnswer.Page.class);
            // 0.9 s, then 7 s as asked for, then 3.6 s
            assertThat(naps.stream().mapToLong(Duration::toMillis).sum()).isEqualTo(11_500);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 599})
    void whatLastsIsLeftToTheNextSchedule(int status) {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(status, "s3cret-key"))) {
            assertThat(page(peer, ""))
                    .isEqualTo(new DiffAnswer.Later("the wallet answers " + status + " (after 4 calls)"));
            assertThat(peer.requests()).hasSize(4);
        }
    }

    @Test
    void aWaitThatIsTooLongIsLeftToTheNextSchedule() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(503, "", "Retry-After: 3600"))) {
            assertThat(page(peer, ""))
                    .isEqualTo(new DiffAnswer.Later("the wallet answers 503 and asks to wait 3600 s (after 1 call)"));
            assertThat(naps).isEmpty();
        }
    }

    @Test
    void aPeerThatNeverAnswersOrCutsOffIsTriedAgain() {
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedPeer peer = ScriptedPeer.with(
                out -> never.await(20, TimeUnit.SECONDS),
                out -> false,
                out -> {
                    out.write(head(200, "Content-Length: 100"));
                    out.write('{');
                    return false;
                },
                answer(200, PAGE))) {
            assertThat(page(peer, "")).isInstanceOf(DiffAnswer.Page.class);
            assertThat(peer.requests()).hasSize(4);
        }
        never.countDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalIsFinal(int status) {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(status, ""))) {
            assertThat(page(peer, ""))
                    .isInstanceOfSatisfying(
                            DiffAnswer.Refused.class,
                            refused -> assertThat(refused.reason())
                                    .contains(String.valueOf(status), "until the interface is saved again"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void aKeyThatIsTooOldSaysWhatAResetCosts() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(410, ""))) {
            assertThat(page(peer, "old"))
                    .isInstanceOfSatisfying(
                            DiffAnswer.KeyTooOld.class,
                            old -> assertThat(old.reason())
                                    .contains("410", "Reset the key", "same wallet, or a new one"));
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(301, "", "Location: http://127.0.0.1/elsewhere"))) {
            assertThat(page(peer, "")).isInstanceOf(DiffAnswer.Redirected.class);
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>s3cret-key anna@example.org</html>",
                "{\"error\":\"s3cret-key anna@example.org\"}",
                "{\"tickets\":[],\"who\":\"s3cret-key anna@example.org\"}"
            })
    void whatIsNoPageIsShownMaskedAndNotTriedAgain(String body) {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, body))) {
            assertThat(page(peer, ""))
                    .isInstanceOfSatisfying(
                            DiffAnswer.NotUsable.class,
                            notUsable -> assertThat(notUsable.excerpt())
                                    .contains("*** ***@***")
                                    .doesNotContain("anna", "s3cret"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void aPageThatIsCutOffByItsWalletIsShownInTheEnd() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, "{\"tickets\":[{\"ticketId\":"))) {
            assertThat(page(peer, ""))
                    .isEqualTo(new DiffAnswer.NotUsable(
                            "the wallet's answer is no page: cut off after 24 bytes", "{\"tickets\":[{\"ticketId\":"));
            assertThat(peer.requests()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 400, 404, 405})
    void anyOtherStatusIsNotTriedAgain(int status) {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(status, ""))) {
            assertThat(page(peer, ""))
                    .isEqualTo(new DiffAnswer.NotUsable("the wallet answers " + status + " (expected: 200)", ""));
        }
    }

    @Test
    void aPageOverTheLimitIsNotRead() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, " ".repeat(1024 * 1024 + 1)))) {
            assertThat(page(peer, ""))
                    .isInstanceOfSatisfying(
                            DiffAnswer.NotUsable.class,
                            large -> assertThat(large.reason()).isEqualTo("the page is larger than 1 MiB"));
        }
    }

    @Test
    void anAddressThatTheOperatorDoesNotAllowIsNotCalled() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, PAGE));
                WalletHttp strict = new WalletHttp(
                        AddressPolicy.of(false, ""), InetAddress::getAllByName, InstantSource.system())) {
            DiffAnswer answer = new DiffClient(strict, LIMITS, RETRIES, naps::add)
                    .page(peer.endpoint(), "", 1, stopped::get, DiffCalls.NOT_KEPT);

            assertThat(answer).isInstanceOf(DiffAnswer.NotAllowed.class);
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void aStopEndsTheWaitingBetweenTries() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(500, ""))) {
            DiffClient stopping = new DiffClient(http, LIMITS, RETRIES, nap -> stopped.set(true));

            assertThat(stopping.page(peer.endpoint(), "", 1, stopped::get, DiffCalls.NOT_KEPT))
                    .isEqualTo(new DiffAnswer.Stopped());
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void aStopEndsACallThatLasts() {
        CountDownLatch never = new CountDownLatch(1);
        Limits patient = new Limits(Duration.ofSeconds(25), Duration.ofSeconds(25), 1000);
        try (ScriptedPeer peer = ScriptedPeer.with(out -> {
            stopped.set(true);
            return never.await(20, TimeUnit.SECONDS);
        })) {
            assertThat(new DiffClient(http, patient, RETRIES, naps::add)
                            .page(peer.endpoint(), "", 1, stopped::get, DiffCalls.NOT_KEPT))
                    .isEqualTo(new DiffAnswer.Stopped());
        }
        never.countDown();
    }

    @Test
    void everyCallIsToldWithoutTheKey() {
        List<String> calls = new ArrayList<>();
        try (ScriptedPeer peer = ScriptedPeer.with(answer(500, "no"), answer(200, PAGE))) {
            client.page(
                    peer.endpoint(),
                    "k",
                    5,
                    stopped::get,
                    (request, status, body) ->
                            calls.add(request + " " + status + " " + new String(body, StandardCharsets.UTF_8)));

            String request = "GET " + peer.endpoint().url() + "/diff?paginationKey=k&limit=5 ";
            assertThat(calls).containsExactly(request + "500 no", request + "200 " + PAGE);
        }
    }

    private DiffAnswer page(ScriptedPeer peer, String key) {
        WalletEndpoint endpoint = peer.endpoint();
        return client.page(endpoint, key, 1000, stopped::get, DiffCalls.NOT_KEPT);
    }
}
