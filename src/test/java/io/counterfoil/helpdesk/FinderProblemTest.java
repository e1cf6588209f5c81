package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FinderProblemTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/FinderProblem.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatCannotBeLookedFor(
            TextFinder.Kind how, String first, @Nullable String second, FinderProblem.@Nullable Reason wrong) {
        TextFinder finder = new TextFinder(how, first, second == null ? "" : second);

        assertThat(finder.problem().map(FinderProblem::reason).orElse(null)).isEqualTo(wrong);
    }
}
