package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvCellTest {
    /** The examples hold quotes of all kinds, so they are read by hand: value, a bar, the cell; '…' keeps blanks. */
    static Stream<Arguments> examples() throws IOException {
        try (var file = Objects.requireNonNull(CsvCellTest.class.getResourceAsStream("/rules/CsvCell.csv"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> Arguments.of(
                            value(line.substring(0, line.indexOf('|'))),
                            escaped(line.substring(line.indexOf('|') + 1))));
        }
    }

    private static String value(String text) {
        boolean kept = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return escaped(kept ? text.substring(1, text.length() - 1) : text);
    }

    private static String escaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAsTheExamplesSay(String value, String cell) {
        assertThat(CsvCell.of(value)).isEqualTo(cell);
    }

    @Test
    void nothingIsAnEmptyCell() {
        assertThat(CsvCell.row("a", null, "b")).isEqualTo("a,,b\r\n");
    }
}
