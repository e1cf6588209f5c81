package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiServer
class RunsOverApiTest {
    private static final String WAKE = "/api/v1/organizers/runs/interfaces/wake/wake";

    @LocalServerPort
    private int port;

    private Client admin;

    @BeforeEach
    void signIn() {
        admin = new Client(port, ApiServer.ADMIN);
        admin.post("/api/v1/organizers", "{\"code\":\"runs\",\"name\":\"x\"}");
        admin.put("/api/v1/organizers/runs/interfaces/wake", """
                {"organization":"shop","url":"http://localhost:1/organizer/tickets","apiKey":"k","schedule":null,
                 "wakeSecret":"wake-1"}""");
    }

    @Test
    void aSignedAndFreshWakeUpCallIsTakenWithoutAToken() {
        Client wallet = new Client(port, null);
        String body = "{\"organizer\":\"runs\",\"at\":\"" + Instant.now() + "\"}";
        String old = "{\"organizer\":\"runs\",\"at\":\"2026-01-01T00:00:00Z\"}";
        String others = "{\"organizer\":\"others\",\"at\":\"" + Instant.now() + "\"}";

        assertThat(wake(wallet, WAKE, body, signed(body, "wake-1")).status()).isEqualTo(202);
        assertThat(wake(wallet, WAKE, body, signed(body, "wake-2")).status()).isEqualTo(401);
        assertThat(wake(wallet, WAKE, body + " ", signed(body, "wake-1")).status())
                .isEqualTo(401);
        assertThat(wake(wallet, WAKE, old, signed(old, "wake-1")).status()).isEqualTo(401);
        assertThat(wake(wallet, WAKE, others, signed(others, "wake-1")).status())
                .isEqualTo(401);
        assertThat(wallet.post(WAKE, body).status()).isEqualTo(401);
        assertThat(wake(wallet, WAKE.replace("/wake/", "/none/"), body, signed(body, "wake-1"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsNoRunIsNotFound() {
        String function = "/api/v1/organizers/runs/interfaces/wake/functions/";

        assertThat(admin.get("/api/v1/organizers/runs/runs/7").status()).isEqualTo(404);
        assertThat(admin.get(function + "retrieve-ticket-status/runs/7").status())
                .isEqualTo(404);
        assertThat(admin.post(function + "retrieve/runs", "").status()).isEqualTo(404);
        assertThat(admin.get(function + "retrieve-ticket-status/runs")
                        .json()
                        .path("items")
                        .isArray())
                .isTrue();
    }

    private static Answer wake(Client client, String path, String body, String signature) {
        return client.post(path, body, "X-Counterfoil-Signature", signature);
    }

    private static String signed(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
