package io.counterfoil.organizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CustomParametersTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/CustomParameters.csv", useHeadersInDisplayName = true)
    void isAsTheExamplesSay(String typed, String parameter, String value, String refusal) {
        String text = typed == null ? "" : typed.replace('⏎', '\n');
        if (refusal == null) {
            assertThat(value(CustomParameters.parse(text), parameter)).isEqualTo(value);
        } else {
            assertThatThrownBy(() -> CustomParameters.parse(text))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining(refusal)
                    .extracting(refused -> ((Refusal) refused).field())
                    .isEqualTo("customParameters");
        }
    }

    @Test
    void windowsLineEndsAreLineEnds() {
        assertThat(CustomParameters.parse("killRatio=7\r\nonePagePerRun=true\r\n")
                        .killRatio())
                .isEqualTo(7);
    }

    @Test
    void theTextStaysAsItWasTyped() {
        assertThat(CustomParameters.parse(" killRatio = 7 ").text()).isEqualTo(" killRatio = 7 ");
    }

    private static String value(CustomParameters parameters, String name) {
        return switch (name) {
            case "distribution" -> Boolean.toString(parameters.distributionEnabled());
            case "overlay" -> Boolean.toString(parameters.overlayWithLastOwner());
            case "continueOnError" -> Boolean.toString(parameters.continueOnError());
            case "stickToTheHour" -> Boolean.toString(parameters.stickToTheHour());
            case "onePagePerRun" -> Boolean.toString(parameters.onePagePerRun());
            case "killRatio" -> Integer.toString(parameters.killRatio());
            case "dumpLimitKbs" ->
                parameters.dumpLimitKbs().isPresent()
                        ? Integer.toString(parameters.dumpLimitKbs().getAsInt())
                        : "off";
            default -> throw new IllegalArgumentException(name);
        };
    }
}
