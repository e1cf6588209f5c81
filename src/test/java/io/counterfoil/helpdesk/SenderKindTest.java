package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SenderKindTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/SenderKind.csv", useHeadersInDisplayName = true)
    void whoWrote(
            boolean agentAddress,
            SenderKind.Vouched vouched,
            boolean token,
            boolean supplierAddress,
            SenderKind kind,
            boolean spoofed) {
        assertThat(SenderKind.of(new SenderKind.Signs(agentAddress, vouched, token, supplierAddress)))
                .isEqualTo(new SenderKind.Verdict(kind, spoofed));
    }
}
