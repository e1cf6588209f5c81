package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class HolderAtTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/HolderAt.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whoHeldATicketAtATime(
            String story,
            @Nullable String importedFor,
            String items,
            String time,
            @Nullable String holder,
            @Nullable String line) {
        assertThat(Story.of(importedFor, items).heldAt(time)).isEqualTo(holder + " by " + line);
    }
}
