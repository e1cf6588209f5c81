package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TicketNumbersTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/TicketNumbers.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whichWordsCouldBeNumbers(String text, @Nullable String numbers) {
        Set<String> expected = numbers == null ? Set.of() : Set.of(numbers.split(" "));

        assertThat(TicketNumbers.in("", text)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aLongMailIsLookedThroughInTime() {
        assertThat(TicketNumbers.in("", "a1".repeat(500_000))).hasSizeLessThanOrEqualTo(101);
    }
}
