package io.counterfoil.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneTimeCodesTest {
    // Source: RFC 6238, appendix B: SHA-1; the last six of its eight digits
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    private final OneTimeCodes codes = new OneTimeCodes();

    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void areThoseOfTheStandard(long second, String code) {
        Instant time = Instant.ofEpochSecond(second);

        assertThat(codes.at(SECRET, time)).isEqualTo(code);
        assertThat(codes.stepOf(SECRET, code, time)).hasValue(second / 30);
        assertThat(codes.stepOf(SECRET, code, time.plusSeconds(30))).hasValue(second / 30);
        assertThat(codes.stepOf(SECRET, code, time.minusSeconds(30))).hasValue(second / 30);
        assertThat(codes.stepOf(SECRET, code, time.plusSeconds(60))).isEmpty();
    }

    @Test
    void theSecretIsWrittenAsAppsReadIt() {
        assertThat(OneTimeCodes.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(OneTimeCodes.uri(SECRET, "anna@example.org"))
                .isEqualTo("otpauth://totp/Counterfoil:anna%40example.org"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Counterfoil");
    }
}
