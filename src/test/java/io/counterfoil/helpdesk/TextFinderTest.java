package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class TextFinderTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/TextFinder.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatIsFound(TextFinder.Kind how, String first, @Nullable String second, String text, @Nullable String found) {
        TextFinder finder = new TextFinder(how, first, second == null ? "" : second);

        assertThat(finder.problem()).isEmpty();
        assertThat(finder.in(text.replace("\\n", "\n")).orElse(null)).isEqualTo(found);
    }

    @Test
    void aFindOfMoreThan200CharactersIsNone() {
        assertThat(TextFinder.between("[", "]").in("[" + "x".repeat(201) + "] [short]"))
                .contains("short");
        assertThat(TextFinder.matching("x+").in("x".repeat(201))).isEmpty();
    }

    @Test
    void noPatternTakesLongOnAnyText() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        TextFinder.matching("(a|aa|aaa|a?a?){10}b").in("a".repeat(1_000_000));
        TextFinder.between("a", "b").in("a".repeat(1_000_000));

        // processor time: machines that test are busy
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
}
