package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CaptureRuleTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/CaptureRule.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatIsCaptured(
            CaptureRule.Place where,
            @Nullable String mailbox,
            TextFinder.Kind how,
            String first,
            String subject,
            String text,
            @Nullable String captured,
            String everything) {
        CaptureRule rule = new CaptureRule("r", "Order", where, mailbox, new TextFinder(how, first, ""), true);

        assertThat(rule.find("support", subject, text).orElse(null)).isEqualTo(captured);
        assertThat(rule.matchesEverything()).isEqualTo(everything.equals("yes"));
    }

    @Test
    void aRuleThatIsNotInUseCapturesNothing() {
        CaptureRule rule =
                new CaptureRule("r", "Order", CaptureRule.Place.BOTH, null, TextFinder.between("Order:", ""), false);

        assertThat(rule.find("support", "Order: 1", "")).isEmpty();
        assertThat(rule.everywhere().find("support", "Order: 1", "")).contains("1");
    }
}
