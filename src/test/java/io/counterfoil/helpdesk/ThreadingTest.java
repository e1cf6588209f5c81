package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.CaseNumber;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ThreadingTest {
    private static final Map<CaseNumber, CaseNumber> CASES = cases();

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Threading.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whichCaseAMailBelongsTo(
            @Nullable String tagged,
            @Nullable String signed,
            @Nullable String received,
            @Nullable String unseen,
            @Nullable String referenced,
            @Nullable String takesPart,
            String place,
            @Nullable String unknown) {
        Threading.Answer answer = Threading.of(new Threading.Question(
                numbers(tagged),
                numbers(signed),
                numbers(received),
                numbers(unseen),
                numbers(referenced),
                CASES,
                new HashSet<>(numbers(takesPart))));

        assertThat(told(answer.place())).isEqualTo(place);
        assertThat(words(answer.unknown())).isEqualTo(unknown == null ? "" : unknown);
    }

    private static String told(Threading.Place place) {
        return switch (place) {
            case Threading.Nowhere nowhere -> "NOWHERE";
            case Threading.Several several -> "SEVERAL " + words(several.numbers());
            case Threading.Named named ->
                named.number().value() + " " + named.by()
                        + (named.disagreeing().isEmpty() ? "" : " !" + words(named.disagreeing()));
        };
    }

    private static String words(Collection<CaseNumber> numbers) {
        return numbers.stream().map(number -> Long.toString(number.value())).collect(Collectors.joining(" "));
    }

    private static List<CaseNumber> numbers(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" "))
                        .map(number -> new CaseNumber(Long.parseLong(number)))
                        .toList();
    }

    private static Map<CaseNumber, CaseNumber> cases() {
        Map<CaseNumber, CaseNumber> cases = new TreeMap<>((a, b) -> Long.compare(a.value(), b.value()));
        for (long number = 1; number <= 5; number++) {
            cases.put(new CaseNumber(number), new CaseNumber(number));
        }
        cases.put(new CaseNumber(6), new CaseNumber(1));
        return cases;
    }
}
