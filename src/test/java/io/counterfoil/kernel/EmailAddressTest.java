package io.counterfoil.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EmailAddressTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/EmailAddress.csv", useHeadersInDisplayName = true)
    void usableAddressesAndTheirKeys(String address, @Nullable String key) {
        String answer =
                EmailAddress.parse(Sample.of(address)).map(EmailAddress::key).orElse("");

        assertThat(answer).isEqualTo(Sample.of(key));
        if (key != null) {
            assertThat(EmailAddress.parse(answer).map(EmailAddress::key)).contains(answer);
        }
    }

    @Test
    void nothingIsNoAddress() {
        assertThat(EmailAddress.parse(null)).isEmpty();
        assertThat(EmailAddress.parse("  ")).isEmpty();
    }

    @Test
    void twoSpellingsAreEqualAndEachKeepsItsText() {
        EmailAddress one = EmailAddress.parse(" Anna@Example.org").orElseThrow();
        EmailAddress other = EmailAddress.parse("anna@example.ORG").orElseThrow();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.text()).isEqualTo("Anna@Example.org");
    }

    @Test
    void whyItIsUnusableSaysTheValueAndTheExpectation() {
        assertThat(EmailAddress.whyUnusable(Sample.of("no\\u202Ebody")))
                .isEqualTo("address no?body (expected: one mailbox such as anna@example.org, at most 254 characters, no"
                        + " address literal)");
    }
}
