package io.counterfoil.tickets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TransferFoldTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/TransferFold.csv", delimiter = '|', useHeadersInDisplayName = true)
    void entriesOfTransfers(
            String story,
            @Nullable String importedFor,
            String items,
            @Nullable String holder,
            @Nullable String history) {
        Story.of(importedFor, items).endsWith(holder, history);
    }
}
