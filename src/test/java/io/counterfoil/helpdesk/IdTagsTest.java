package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.CaseNumber;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class IdTagsTest {
    private static final IdTags TAGS =
            new IdTags(List.of(IdTag.STANDARD, new IdTag("{Fall-", "}"), new IdTag("Case#", "#")));
    private static final CaseNumber NUMBER = new CaseNumber(2139);

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/IdTags.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whichCasesASubjectNames(String subject, @Nullable String numbers) {
        String found = TAGS.in(subject).stream()
                .map(number -> Long.toString(number.value()))
                .collect(Collectors.joining(" "));

        assertThat(found).isEqualTo(numbers == null ? "" : numbers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Two seats|Two seats [ID:0002139]
            Re: [ID:0000007] Two seats [ID:0002139]|Re: Two seats [ID:0002139]
            ［ＩＤ： 5 ］ Plätze|Plätze [ID:0002139]
            [ID:[ID:1]7] x|x [ID:0002139]
            ''|[ID:0002139]
            """)
    void outgoingSubjectsCarryTheirCasesTagAndNoOther(@Nullable String subject, String tagged) {
        assertThat(TAGS.tagged(subject == null ? "" : subject, IdTag.STANDARD, NUMBER))
                .isEqualTo(tagged);
    }

    @Test
    void aNumberOfMoreThanSevenDigitsIsWrittenAsItIs() {
        assertThat(IdTags.write(IdTag.STANDARD, new CaseNumber(123_456_789))).isEqualTo("[ID:123456789]");
    }
}
