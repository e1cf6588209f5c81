package io.counterfoil.organizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SkipListTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/SkipList.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(String typed, String ticket, String taxNumber, String skipped, String refusal) {
        String text = typed == null ? "" : typed.replace('⏎', '\n');
        if (refusal == null) {
            assertThat(SkipList.parse(text).skips(new TicketId(ticket), taxNumber))
                    .isEqualTo(skipped.equals("yes"));
        } else {
            assertThatThrownBy(() -> SkipList.parse(text))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refusal);
        }
    }

    @Test
    void aBareNameThatNamesTwoTicketsIsRefusedWithBothWaysToSayIt() {
        Set<TicketId> two = Set.of(new TicketId("A"), new TicketId("B"));

        assertThatThrownBy(() -> SkipList.parse("id:A B").refuseAmbiguous(Map.of("B", two)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("[A, B]")
                .hasMessageContaining("id:B or tax:B");
    }

    @Test
    void aBareNameThatNamesOneTicketTwiceIsFine() {
        Set<TicketId> one = Set.of(new TicketId("A"));

        assertThatCode(() -> SkipList.parse("A").refuseAmbiguous(Map.of("A", one)))
                .doesNotThrowAnyException();
    }

    @Test
    void aPrefixedNameIsNeverAmbiguous() {
        assertThat(SkipList.parse("id:A tax:B").bareNames()).isEmpty();
    }
}
