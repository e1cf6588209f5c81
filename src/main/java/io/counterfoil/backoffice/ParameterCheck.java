package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.CustomParameters;
import java.util.ArrayList;
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
     * @param message what is wrong and what is expected, in English
     */
    record Mistake(int number, String line, String message) {}

    static ParameterCheck of(String text) {
        List<Mistake> mistakes = new ArrayList<>();
        StringBuilder good = new StringBuilder();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            try {
                CustomParameters.parse(good + line);
                good.append(line).append('\n');
            } catch (Refusal refusal) {
                mistakes.add(new Mistake(i + 1, line.strip(), String.valueOf(refusal.getMessage())));
            }
        }
        return new ParameterCheck(List.copyOf(mistakes));
    }

    public boolean isGood() {
        return mistakes.isEmpty();
    }
}
