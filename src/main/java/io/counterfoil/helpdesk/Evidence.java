package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a mail is where it is: kept with the decision and shown.
 *
 * @param number the case; null: none
 * @param standing what the sender was to it; null: it was his own, or nobody asked
 * @param also other cases that the mail names
 * @param unknown numbers in its subject that no case has
 */
public record Evidence(
        JoinedBy by,
        @Nullable CaseNumber number,
        @Nullable Standing standing,
        List<CaseNumber> also,
        List<CaseNumber> unknown) {

    static Evidence of(JoinedBy by, @Nullable CaseNumber number, @Nullable Standing standing, Threading.Answer answer) {
        List<CaseNumber> also = switch (answer.place()) {
            case Threading.Named named -> List.copyOf(named.disagreeing());
            case Threading.Several several -> List.copyOf(several.numbers());
            case Threading.Nowhere nowhere -> List.of();
        };
        return new Evidence(by, number, standing, also, List.copyOf(answer.unknown()));
    }

    /** In English: {@code joined to 2139: tag in subject; sender is the requester}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(
                by == JoinedBy.OPENED
                        ? "new case: "
                        : number == null ? "no case: " : "joined to " + number.value() + ": ");
        text.append(by.words());
        if (standing != null) {
            text.append("; ").append(standing.words());
        }
        if (!also.isEmpty()) {
            text.append("; names ").append(numbers(also, ", ")).append(" too");
        }
        if (!unknown.isEmpty()) {
            text.append("; no case has the number ").append(numbers(unknown, ", "));
        }
        return text.toString();
    }

    /** As it is stored. */
    String code() {
        return by + " " + (number == null ? "-" : number.value()) + " " + (standing == null ? "-" : standing) + " also="
                + numbers(also, ",") + " unknown=" + numbers(unknown, ",");
    }

    /** What {@link #code} wrote. */
    static Evidence parse(String code) {
        String[] parts = code.split(" ", -1);
        return new Evidence(
                JoinedBy.valueOf(parts[0]),
                parts[1].equals("-") ? null : new CaseNumber(Long.parseLong(parts[1])),
                parts[2].equals("-") ? null : Standing.valueOf(parts[2]),
                numbers(parts[3].substring("also=".length())),
                numbers(parts[4].substring("unknown=".length())));
    }

    private static List<CaseNumber> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(number -> new CaseNumber(Long.parseLong(number)))
                        .toList();
    }

    private static String numbers(Collection<CaseNumber> numbers, String separator) {
        return numbers.stream().map(number -> Long.toString(number.value())).collect(Collectors.joining(separator));
    }
}
