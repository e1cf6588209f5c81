package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class StateAfterTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/StateAfter.csv", useHeadersInDisplayName = true)
    void howACaseStands(CaseState before, StateAfter.Event event, CaseState after) {
        assertThat(StateAfter.of(before, event)).isEqualTo(after);
    }
}
