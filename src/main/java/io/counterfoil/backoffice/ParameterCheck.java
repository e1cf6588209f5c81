package io.counterfoil.backoffice;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.organizers.CustomParameters;
import io.counterfoil.organizers.ParameterMistake;
import java.util.List;

/**
 * What is wrong with custom parameters as they are being typed: every line that will not do, not only the first.
 *
 * @param mistakes in the order of the lines
 */
record ParameterCheck(List<Mistake> mistakes) {
    /**
     * A line that will not do.
     *
     * @param number from 1
     * @param message what is wrong and what is expected, in the reader's language
     */
    record Mistake(int number, String message) {}

    static ParameterCheck of(String text, Formats fmt) {
        return new ParameterCheck(CustomParameters.mistakes(text).stream()
                .map(mistake -> new Mistake(mistake.line(), message(mistake, fmt)))
                .toList());
    }

    private static String message(ParameterMistake mistake, Formats fmt) {
        String said = Excerpt.of(mistake.said());
        return switch (mistake.kind()) {
            case NO_VALUE -> fmt.text("parameters.mistake.NO_VALUE", said);
            case UNKNOWN -> fmt.text("parameters.mistake.UNKNOWN", said, mistake.parameter());
            case TWICE ->
                said.equals(mistake.parameter())
                        ? fmt.text("parameters.mistake.TWICE", said)
                        : fmt.text("parameters.mistake.TWICE.spelling", said, mistake.parameter());
            case BAD_VALUE ->
                fmt.text(
                        "parameters.mistake.BAD_VALUE",
                        said,
                        mistake.parameter(),
                        fmt.word("parameter.values", mistake.parameter()));
        };
    }

    public boolean isGood() {
        return mistakes.isEmpty();
    }
}
