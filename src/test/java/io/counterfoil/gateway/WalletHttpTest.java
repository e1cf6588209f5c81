package io.counterfoil.gateway;

import static io.counterfoil.gateway.ScriptedPeer.answer;
import static io.counterfoil.gateway.ScriptedPeer.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import io.counterfoil.kernel.AddressPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(Patience.SECONDS)
class WalletHttpTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");
    private static final Limits LIMITS = Limits.DEFAULT;
    private static final Limits SHORT = new Limits(Duration.ofSeconds(20), Duration.ofMillis(400), 64 * 1024 * 1024);

    private final WalletHttp http =
            new WalletHttp(AddressPolicy.of(true, ""), InetAddress::getAllByName, InstantSource.fixed(NOON));
    private final CountDownLatch never = new CountDownLatch(1);

    @AfterEach
    void close() {
        never.countDown();
        http.close();
    }

    @Test
    void anAnswerIsReadWholeAndTheRequestCarriesTheKey() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, "{\"tickets\":[]}", "X-One: 1"))) {
            Answer answer = http.get(peer.endpoint(), "/diff?limit=10", LIMITS);

            assertThat(answer).isInstanceOfSatisfying(Answer.Ok.class, ok -> {
                assertThat(ok.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"tickets\":[]}");
                assertThat(ok.headers()).containsEntry("x-one", "1");
            });
            assertThat(peer.requests())
                    .singleElement()
                    .asString()
                    .startsWith("GET /organizer/tickets/diff?limit=10 HTTP/1.1")
                    .contains("Authorization: Bearer s3cret-key", "Accept-Encoding: gzip");
        }
    }

    @Test
    void postSendsJson() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, "{}"))) {
            http.post(peer.endpoint(), "/controls", "{\"tickets\":[]}".getBytes(StandardCharsets.UTF_8), LIMITS);

            assertThat(peer.requests())
                    .singleElement()
                    .asString()
                    .startsWith("POST /organizer/tickets/controls")
                    .contains("Content-Type: application/json")
                    .endsWith("{\"tickets\":[]}");
        }
    }

    @Test
    void theConnectionIsKeptBetweenCallsAndAfterRefusals() {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, "{}"), answer(500, "broken"), answer(200, "{}"))) {
            http.get(peer.endpoint(), "", LIMITS);
            http.get(peer.endpoint(), "", LIMITS);
            http.get(peer.endpoint(), "", LIMITS);

            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 400, 401, 403, 408, 410, 429, 500, 503})
    void everyOtherStatusIsAValueAndIsNotRepeated(int status) {
        try (ScriptedPeer peer = ScriptedPeer.with(answer(status, status == 204 ? "" : "why s3cret-key"))) {
            assertThat(http.get(peer.endpoint(), "", LIMITS))
                    .isEqualTo(new Answer.Status(status, Duration.ZERO, status == 204 ? "" : "why ***"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void retryAfterIsReadInSecondsAndAsADate() {
        try (ScriptedPeer peer = ScriptedPeer.with(
                answer(429, "", "Retry-After: 17"),
                answer(503, "", "Retry-After: Sun, 14 Jun 2026 12:01:30 GMT"),
                answer(503, "", "Retry-After: Sun, 14 Jun 2026 11:00:00 GMT"),
                answer(503, "", "Retry-After: soon"))) {
            assertThat(retryAfter(peer)).isEqualTo(Duration.ofSeconds(17));
            assertThat(retryAfter(peer)).isEqualTo(Duration.ofSeconds(90));
            assertThat(retryAfter(peer)).isZero();
            assertThat(retryAfter(peer)).isZero();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (ScriptedPeer peer =
                ScriptedPeer.with(answer(302, "", "Location: http://169.254.169.254/s3cret-key\u0007"))) {
            assertThat(http.get(peer.endpoint(), "", LIMITS))
                    .isEqualTo(new Answer.Redirected(302, "http://169.254.169.254/***?"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void aPeerThatNeverAnswersEndsWithTheSilence() {
        try (ScriptedPeer peer = ScriptedPeer.with(out -> never.await(20, TimeUnit.SECONDS))) {
            Limits silence = new Limits(Duration.ofMillis(200), Duration.ofSeconds(20), 1000);

            assertThat(http.get(peer.endpoint(), "", silence)).isInstanceOf(Answer.TimedOut.class);
        }
    }

    @Test
    void aPeerThatDripsEndsWithTheTotalTime() {
        try (ScriptedPeer peer = ScriptedPeer.with(out -> {
            out.write(head(200, "Content-Length: 1000000"));
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
            return false;
        })) {
            assertThat(http.get(peer.endpoint(), "", SHORT))
                    .isEqualTo(new Answer.TimedOut("no complete answer within 400 ms"));
        }
    }

    @Test
    void aPeerThatDripsHeadersEndsWithTheTotalTime() {
        try (ScriptedPeer peer = ScriptedPeer.with(out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.ISO_8859_1));
            while (!never.await(20, TimeUnit.MILLISECONDS)) {
                out.write('x');
                out.flush();
            }
            return false;
        })) {
            assertThat(http.get(peer.endpoint(), "", SHORT)).isInstanceOf(Answer.TimedOut.class);
        }
    }

    @Test
    void anEndlessBodyIsCutAtTheLimitAtOnce() {
        Limits small = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), 100_000);
        try (ScriptedPeer peer = ScriptedPeer.with(WalletHttpTest::endless)) {
            assertThat(http.get(peer.endpoint(), "", small)).isInstanceOfSatisfying(Answer.TooLarge.class, large -> {
                assertThat(large.limit()).isEqualTo(100_000);
                assertThat(large.excerpt()).hasSize(2048).startsWith("xxx");
            });
        }
    }

    @Test
    void anEndlessRefusalCostsNoMoreThanItsExcerpt() {
        try (ScriptedPeer peer = ScriptedPeer.with(out -> {
            out.write(head(500, "Content-Length: 999999999999"));
            return fill(out, 500_000_000);
        })) {
            assertThat(http.get(peer.endpoint(), "", LIMITS))
                    .isInstanceOfSatisfying(
                            Answer.Status.class,
                            status -> assertThat(status.excerpt()).hasSize(2048));
        }
    }

    @Test
    void sixtyFourMebibytesAreReadAndOneByteMoreIsTooLarge() {
        int limit = 64 * 1024 * 1024;
        try (ScriptedPeer peer = ScriptedPeer.with(
                out -> {
                    out.write(head(200, "Content-Length: " + limit));
                    return fill(out, limit);
                },
                out -> {
                    out.write(head(200, "Content-Length: " + (limit + 1)));
                    return fill(out, limit + 1);
                })) {
            assertThat(http.get(peer.endpoint(), "", LIMITS))
                    .isInstanceOfSatisfying(
                            Answer.Ok.class, ok -> assertThat(ok.body()).hasSize(limit));
            assertThat(http.get(peer.endpoint(), "", LIMITS)).isInstanceOf(Answer.TooLarge.class);
        }
    }

    @Test
    void gzipIsUnpackedAndABombIsCountedUnpacked() throws IOException {
        byte[] small = gzip("{\"tickets\":[]}".getBytes(StandardCharsets.UTF_8));
        byte[] bomb = gzip(new byte[70 * 1024 * 1024]);
        assertThat(bomb).hasSizeLessThan(200_000);
        try (ScriptedPeer peer = ScriptedPeer.with(packed(small), packed(bomb))) {
            assertThat(http.get(peer.endpoint(), "", LIMITS))
                    .isInstanceOfSatisfying(
                            Answer.Ok.class,
                            ok -> assertThat(ok.body())
                                    .asString(StandardCharsets.UTF_8)
                                    .isEqualTo("{\"tickets\":[]}"));
            assertThat(http.get(peer.endpoint(), "", LIMITS)).isInstanceOf(Answer.TooLarge.class);
        }
    }

    @Test
    void anAnswerThatIsCutOffOrNotHttpOrNotGzipIsUnreachable() {
        try (ScriptedPeer peer = ScriptedPeer.with(
                out -> {
                    out.write(head(200, "Content-Length: 100"));
                    out.write('x');
                    return false;
                },
                out -> false,
                out -> {
                    out.write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    return false;
                },
                out -> {
                    out.write(head(200, "Transfer-Encoding: chunked"));
                    out.write("5\r\nab".getBytes(StandardCharsets.ISO_8859_1));
                    return false;
                },
                packed("no gzip".getBytes(StandardCharsets.UTF_8)))) {
            for (int i = 0; i < 5; i++) {
                assertThat(http.get(peer.endpoint(), "", LIMITS)).isInstanceOf(Answer.Unreachable.class);
            }
        }
    }

    @Test
    void aClosedPortIsUnreachable() throws IOException {
        // bound and not listening: nobody else can open the port meanwhile
        try (SocketChannel held = SocketChannel.open()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) held.getLocalAddress()).getPort();
            WalletEndpoint closed = new WalletEndpoint("http://127.0.0.1:" + port, "key");

            assertThat(http.get(closed, "", LIMITS))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            unreachable -> assertThat(unreachable.reason()).contains("refused"));
        }
    }

    @Test
    void aNameThatStandsForThisMachineIsForbiddenWhereLocalWalletsAreNotAllowed() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        InetAddress elsewhere = InetAddress.ofLiteral("93.184.216.34");
        try (ScriptedPeer peer = ScriptedPeer.with(answer(200, "{}"));
                WalletHttp strict = with(false, loopback);
                WalletHttp mixed = with(false, elsewhere, loopback);
                WalletHttp open = with(true, loopback)) {
            WalletEndpoint named = new WalletEndpoint("http://wallet.example.org:" + peer.port(), "key");

            assertThat(strict.get(named, "", LIMITS))
                    .isEqualTo(new Answer.Forbidden(
                            "wallet.example.org is 127.0.0.1: loopback, and local wallets are not allowed"));
            assertThat(mixed.get(named, "", LIMITS)).isInstanceOf(Answer.Forbidden.class);
            assertThat(peer.connections()).isZero();
            assertThat(open.get(named, "", LIMITS)).isInstanceOf(Answer.Ok.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1", "http://2130706433", "http://[::1]", "http://[::ffff:127.0.0.1]"})
    void addressesInTheUrlAreCheckedInWhateverSpelling(String url) {
        try (WalletHttp strict =
                new WalletHttp(AddressPolicy.of(false, ""), InetAddress::getAllByName, Clock.systemUTC())) {
            assertThat(strict.get(new WalletEndpoint(url, "key"), "", LIMITS)).isInstanceOf(Answer.Forbidden.class);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path folder) throws Exception {
        try (SSLServerSocket socket = selfSigned(folder)) {
            Thread.ofVirtual().start(() -> {
                try (var connection = (SSLSocket) socket.accept()) {
                    connection.startHandshake();
                } catch (IOException refused) {
                    // as it should be
                }
            });
            WalletEndpoint secure = new WalletEndpoint("https://localhost:" + socket.getLocalPort(), "key");

            assertThat(http.get(secure, "", LIMITS))
                    .isInstanceOfSatisfying(
                            Answer.Unreachable.class,
                            refused -> assertThat(refused.reason()).startsWith("TLS: "));
        }
    }

    @Test
    void anUnknownNameIsUnreachable() {
        NameResolver nobody = host -> {
            throw new UnknownHostException(host);
        };
        try (WalletHttp lost = new WalletHttp(AddressPolicy.of(true, ""), nobody, Clock.systemUTC())) {
            assertThat(lost.get(new WalletEndpoint("http://nowhere.example.org", "key"), "", LIMITS))
                    .isInstanceOf(Answer.Unreachable.class);
        }
    }

    @Test
    void aNameServerThatHangsEndsWithTheTotalTime() {
        NameResolver hanging = host -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        };
        try (WalletHttp stuck = new WalletHttp(AddressPolicy.of(true, ""), hanging, Clock.systemUTC())) {
            assertThat(stuck.get(new WalletEndpoint("http://slow.example.org", "key"), "", SHORT))
                    .isInstanceOf(Answer.TimedOut.class);
        }
    }

    private Duration retryAfter(ScriptedPeer peer) {
        return http.get(peer.endpoint(), "", LIMITS) instanceof Answer.Status status
                ? status.retryAfter()
                : Duration.ofDays(1);
    }

    private static WalletHttp with(boolean local, InetAddress... addresses) {
        return new WalletHttp(AddressPolicy.of(local, ""), host -> addresses, Clock.systemUTC());
    }

    private static SSLServerSocket selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("keys.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        int code = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static boolean endless(OutputStream out) throws IOException {
        out.write(head(200, "Transfer-Encoding: chunked"));
        byte[] chunk = ("400\r\n" + "x".repeat(1024) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 1_000_000; i++) {
            out.write(chunk);
        }
        return false;
    }

    private static boolean fill(OutputStream out, int bytes) throws IOException {
        byte[] block = "x".repeat(64 * 1024).getBytes(StandardCharsets.ISO_8859_1);
        for (int left = bytes; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
        return true;
    }

    private static ScriptedPeer.Script packed(byte[] bytes) {
        return out -> {
            out.write(head(200, "Content-Encoding: gzip", "Content-Length: " + bytes.length));
            out.write(bytes);
            return true;
        };
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
