package io.counterfoil.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.wallet.WhatIsAllowed.Facts;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WhatIsAllowedTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/WhatIsAllowed.csv", useHeadersInDisplayName = true)
    void theFirstObjectionCounts(WalletAction action, @Nullable String state, int used, String most, String answer) {
        Set<String> is = state == null ? Set.of() : Set.of(state.split(" "));
        Facts facts = new Facts(
                is.contains("mine"),
                is.contains("for-me"),
                is.contains("controlled"),
                is.contains("withdrawn"),
                is.contains("open"),
                is.contains("on-phone"),
                is.contains("activated"),
                used,
                most.equals("-") ? null : Integer.valueOf(most),
                is.contains("to-myself"),
                is.contains("received"));

        assertThat(WhatIsAllowed.objection(action, facts).map(Enum::name).orElse("yes"))
                .isEqualTo(answer);
    }
}
