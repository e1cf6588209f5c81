package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TakeBackTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/TakeBack.csv", delimiter = '|', useHeadersInDisplayName = true)
    void toWhomATicketIsTakenBack(
            String story, @Nullable String importedFor, String items, @Nullable String takenBackTo) {
        assertThat(Story.of(importedFor, items).takenBackTo()).isEqualTo(takenBackTo);
    }
}
