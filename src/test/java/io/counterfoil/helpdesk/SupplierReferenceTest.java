package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SupplierReferenceTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/SupplierReference.csv", delimiter = '|', useHeadersInDisplayName = true)
    void theReferenceInASubject(
            TextFinder.Kind how, String first, @Nullable String second, String subject, @Nullable String reference) {
        TextFinder finder = new TextFinder(how, first, second == null ? "" : second);

        assertThat(SupplierReference.in(finder, subject).orElse(null)).isEqualTo(reference);
    }
}
