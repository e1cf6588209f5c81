package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PersonalDataMaskTest {
    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/PersonalDataMask.csv",
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true)
    void examples(String came, String kept) {
        assertThat(PersonalDataMask.mask(came)).isEqualTo(kept);
    }

    @Test
    void anExcerptIsBoundedAndPrintable() {
        byte[] body = ("a\u0000b\u202Ec\n" + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8);

        assertThat(PersonalDataMask.excerpt(body, 2048))
                .startsWith("a?b?c\nxxx")
                .hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void anythingIsTakenInOnePass() {
        Random random = new Random(20260614);
        String alphabet = "\"\\:{}[],@ name0\u0000\uD800%4;&#6";
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(200), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            assertThat(PersonalDataMask.mask(text.toString())).doesNotContain("\u0000");
        }
        assertThat(PersonalDataMask.mask("\"name\":\"" + "\\\"@".repeat(300_000)))
                .isEqualTo("\"name\":\"***\"");
    }
}
