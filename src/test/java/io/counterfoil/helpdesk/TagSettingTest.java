package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TagSettingTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/TagSetting.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatIsWrongWithATag(
            String start, String end, @Nullable String others, @Nullable String subject, @Nullable String wrong) {
        List<IdTag> other = others == null
                ? List.of()
                : Stream.of(others.split(" ;; ", -1))
                        .map(pair ->
                                new IdTag(pair.substring(0, pair.indexOf(' ')), pair.substring(pair.indexOf(' ') + 1)))
                        .toList();

        String found = TagSetting.check(new IdTag(start, end), other, subject == null ? List.of() : List.of(subject))
                .map(problem -> problem.reason().name())
                .orElse("");

        assertThat(found).isEqualTo(wrong == null ? "" : wrong);
    }

    @Test
    void theReasonSaysTheValueAndTheExpectation() {
        assertThat(TagSetting.check(new IdTag("!", "?"), List.of(), List.of()).map(TagSetting.Problem::message))
                .contains("startTag: ! (expected: at least three characters, as shorter ones are written by accident)");
    }
}
