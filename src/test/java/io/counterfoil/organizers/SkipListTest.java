package io.counterfoil.organizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.util.Optional;
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
        assertThatThrownBy(() -> SkipList.parse("id:A B").refuseAmbiguous(names -> Optional.of("B")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("id:B or tax:B");
    }

    @Test
    void aBareNameThatNamesOneTicketIsFine() {
        assertThatCode(() -> SkipList.parse("A").refuseAmbiguous(names -> Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void aPrefixedNameIsNeverAmbiguous() {
        assertThat(SkipList.parse("id:A tax:B").bareNames()).isEmpty();
    }
}
