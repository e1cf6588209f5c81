package io.counterfoil.runs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class RunLeaseTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/RunLease.csv", useHeadersInDisplayName = true)
    void examples(String one, String function, String other, String otherFunction, String both) {
        boolean same = RunLease.nameOf(one, LeaseStore.function(function))
                .equals(RunLease.nameOf(other, LeaseStore.function(otherFunction)));

        assertThat(!same).isEqualTo(both.equals("yes"));
    }
}
