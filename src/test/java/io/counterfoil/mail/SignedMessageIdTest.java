package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedMessageIdTest {
    private static final byte[] KEY = new byte[32];
    private static final OrganizerCode OPERA = new OrganizerCode("opera");
    private static final EmailAddress ANNA =
            EmailAddress.parse("anna@example.org").orElseThrow();
    private static final UUID MAIL = UUID.fromString("01977bbf-0000-7000-8000-0000000000ff");

    private final SignedMessageId signed = new SignedMessageId(KEY, "installation-1");
    private final String id = signed.sign(OPERA, new CaseNumber(2139), ANNA, MailPurpose.REPLY, MAIL, "opera.example");

    @Test
    void saysAgainWhatItWasSignedFor() {
        SignedMessageId.Claims claims = signed.check(OPERA, id).orElseThrow();

        assertThat(claims.caseNumber()).isEqualTo(new CaseNumber(2139));
        assertThat(claims.purpose()).isEqualTo(MailPurpose.REPLY);
        assertThat(claims.mail()).isEqualTo(MAIL);
        assertThat(signed.wentTo(
                        OPERA, claims, EmailAddress.parse("Anna@Example.org").orElseThrow()))
                .isTrue();
        assertThat(signed.wentTo(
                        OPERA, claims, EmailAddress.parse("eve@example.org").orElseThrow()))
                .isFalse();
        assertThat(id).doesNotContain("anna").hasSizeLessThan(200);
    }

    @Test
    void survivesWhatRelaysDoToIt() {
        assertThat(signed.check(OPERA, id.toUpperCase(Locale.ROOT))).isPresent();
        assertThat(signed.check(OPERA, " " + id.substring(1, id.length() - 1) + " "))
                .isPresent();
        assertThat(signed.check(OPERA, id.replace("@opera.example", "@relay.example")))
                .isPresent();
    }

    @Test
    void isNobodyElses() {
        byte[] otherKey = KEY.clone();
        otherKey[31] = 1;

        assertThat(new SignedMessageId(otherKey, "installation-1").check(OPERA, id))
                .isEmpty();
        assertThat(new SignedMessageId(KEY, "installation-2").check(OPERA, id)).isEmpty();
        assertThat(signed.check(new OrganizerCode("ballet"), id)).isEmpty();
    }

    @Test
    void cannotBeChangedInAnyCharacter() {
        String local = id.substring(1, id.indexOf('@'));
        for (int i = 0; i < local.length(); i++) {
            char c = local.charAt(i);
            char other = c == 'a' ? 'b' : c == '2' ? '3' : 'a';
            String forged = "<" + local.substring(0, i) + other + local.substring(i + 1) + "@opera.example>";

            assertThat(signed.check(OPERA, forged)).as("place %d", i).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<>", "<a@b.example>", "<cf1.2139.r.x.y.z@opera.example>", "<cf1.0.n.a@x>"})
    void otherMessageIdsAreNotOurs(String other) {
        assertThat(signed.check(OPERA, other)).isEmpty();
    }

    @Test
    void aKeyHas32BytesAtLeast() {
        assertThatThrownBy(() -> new SignedMessageId(Arrays.copyOf(KEY, 31), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key of 31 bytes (expected: 32 or more)");
    }
}
