package io.counterfoil.organizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class WalletUrlTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/WalletUrl.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(String url, String usable) {
        if (usable.equals("yes")) {
            assertThat(WalletUrl.checked(url)).isEqualTo(url.strip());
        } else {
            assertThatThrownBy(() -> WalletUrl.checked(url))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("organizer/tickets");
        }
    }

    @Test
    void aPasswordInARefusedUrlIsNotRepeated() {
        assertThatThrownBy(() -> WalletUrl.checked("https://anna:secret@example.org/organizer/tickets"))
                .hasMessageNotContaining("secret");
    }
}
