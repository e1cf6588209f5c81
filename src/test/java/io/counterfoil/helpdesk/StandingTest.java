package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StandingTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Standing.csv", useHeadersInDisplayName = true)
    void whatASenderIsToACase(
            SenderKind kind,
            boolean spoofed,
            boolean requesterAddress,
            boolean participant,
            boolean caseSupplier,
            Standing standing) {
        Standing.Signs signs = new Standing.Signs(kind, spoofed, requesterAddress, participant, caseSupplier);

        assertThat(Standing.of(signs)).isEqualTo(standing);
    }
}
