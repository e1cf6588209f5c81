package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class WakeSignatureTest {
    // example of RFC 4231, test case 2
    private static final byte[] BODY = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    private static final String HMAC = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/WakeSignature.csv", useHeadersInDisplayName = true)
    void isFreshAsTheExamplesSay(Instant at, Instant now, String fresh) {
        assertThat(WakeSignature.isFresh(at, now)).isEqualTo(fresh.equals("yes"));
    }

    @Test
    void aSignatureIsTheHmacOfTheBody() {
        assertThat(WakeSignature.isOf("Jefe", BODY, "sha256=" + HMAC)).isTrue();
        assertThat(WakeSignature.isOf("jefe", BODY, "sha256=" + HMAC)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=" + HMAC, HMAC, "sha256=" + HMAC + "00"})
    void anythingElseIsNone(String signature) {
        assertThat(WakeSignature.isOf("Jefe", BODY, signature)).isFalse();
    }
}
