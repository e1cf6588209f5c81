package io.counterfoil.tickets;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class BackOfficeFoldTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/BackOfficeFold.csv", delimiter = '|', useHeadersInDisplayName = true)
    void importsAndChanges(
            String story,
            @Nullable String importedFor,
            String items,
            @Nullable String holder,
            @Nullable String history) {
        Story.of(importedFor, items).endsWith(holder, history);
    }
}
