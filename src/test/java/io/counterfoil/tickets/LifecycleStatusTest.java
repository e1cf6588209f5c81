package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.tickets.LifecycleStatus.Effect;
import io.counterfoil.tickets.LifecycleStatus.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LifecycleStatusTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/LifecycleStatus.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatAWordDoes(String word, Family family, Effect effect, String download) {
        LifecycleStatus status = LifecycleStatus.of(word);

        assertThat(status.family()).isEqualTo(family);
        assertThat(status.effect()).isEqualTo(effect);
        assertThat(status.provesDownload()).isEqualTo(download.equals("yes"));
        assertThat(status.isTransfer()).isEqualTo(family == Family.TRANSFER);
    }
}
