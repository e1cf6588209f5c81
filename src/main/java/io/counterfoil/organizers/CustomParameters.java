package io.counterfoil.organizers;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Nearest;
import io.counterfoil.kernel.Rule;
import io.counterfoil.organizers.ParameterMistake.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The custom parameters of an interface, one {@code name=value} a line. */
@Rule(
        "A custom parameter that is unknown (the nearest known name is proposed), given twice (both spellings of one count as"
                + " the same) or has a bad value is refused on saving; an absent one has its default.")
public final class CustomParameters {
    /** All parameters at their defaults. */
    public static final CustomParameters DEFAULTS = new CustomParameters("", new EnumMap<>(CustomParameter.class));

    private static final String FIELD = "customParameters";

    private final String text;
    private final EnumMap<CustomParameter, String> values;

    private CustomParameters(String text, EnumMap<CustomParameter, String> values) {
        this.text = text;
        this.values = values;
    }

    /** The parameters in a text, refused at the first line that is wrong. Blank lines and blanks around do not matter. */
    public static CustomParameters parse(String text) {
        EnumMap<CustomParameter, String> values = new EnumMap<>(CustomParameter.class);
        List<ParameterMistake> mistakes = read(text, values);
        if (!mistakes.isEmpty()) {
            throw mistakes.getFirst().refusal(FIELD);
        }
        return new CustomParameters(text, values);
    }

    /** Every line of a text that is wrong, in their order. */
    public static List<ParameterMistake> mistakes(String text) {
        return read(text, new EnumMap<>(CustomParameter.class));
    }

    /**
     * A parameter that there is.
     *
     * @param name as the vendor's documents spell it, {@code otherSpelling} the same where there is one only
     * @param byDefault empty: off
     */
    public record Known(String name, String otherSpelling, String byDefault) {}

    /** All that there are. */
    public static List<Known> known() {
        return Arrays.stream(CustomParameter.values())
                .map(each -> new Known(each.typedName(), each.otherSpelling(), each.byDefault()))
                .toList();
    }

    private static List<ParameterMistake> read(String text, Map<CustomParameter, String> values) {
        List<ParameterMistake> mistakes = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            ParameterMistake mistake = line.isEmpty() ? null : add(number, line, values);
            if (mistake != null) {
                mistakes.add(mistake);
            }
        }
        return List.copyOf(mistakes);
    }

    private static @Nullable ParameterMistake add(int number, String line, Map<CustomParameter, String> values) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            return new ParameterMistake(number, Kind.NO_VALUE, "", line, "name=value, one a line");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        CustomParameter parameter = named(name);
        if (parameter == null) {
            String nearest = nearest(name);
            return new ParameterMistake(
                    number, Kind.UNKNOWN, nearest, name, "a known name; did you mean " + nearest + "?");
        }
        String expected = parameter.expectationMissedBy(value);
        if (expected != null) {
            return new ParameterMistake(number, Kind.BAD_VALUE, name, value, expected);
        }
        return values.put(parameter, value) == null
                ? null
                : new ParameterMistake(
                        number, Kind.TWICE, parameter.typedName(), name, "each parameter once; " + twice(parameter));
    }

    private static @Nullable CustomParameter named(String name) {
        return Arrays.stream(CustomParameter.values())
                .filter(parameter -> parameter.typedName().equals(name)
                        || parameter.otherSpelling().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String nearest(String name) {
        return Nearest.of(
                name,
                Arrays.stream(CustomParameter.values())
                        .flatMap(parameter -> Stream.of(parameter.typedName(), parameter.otherSpelling()))
                        .toList());
    }

    private static String twice(CustomParameter parameter) {
        return parameter.typedName().equals(parameter.otherSpelling())
                ? "it stands there twice"
                : parameter.typedName() + " and " + parameter.otherSpelling() + " are the same parameter";
    }

    /** Contacts are created and tickets distributed: {@code enableTicketDistributionToCulturalContact}. */
    public boolean distributionEnabled() {
        return isTrue(CustomParameter.DISTRIBUTION);
    }

    /** Injection addresses the cultural contact, without looking for the last mobile owner first. */
    public boolean overlayWithLastOwner() {
        return isTrue(CustomParameter.OVERLAY);
    }

    /** An entry that cannot be applied is set aside and the page goes on: {@code doContinueInCaseOfSyncError}. */
    public boolean continueOnError() {
        return isTrue(CustomParameter.CONTINUE_ON_ERROR);
    }

    public boolean stickToTheHour() {
        return isTrue(CustomParameter.STICK_TO_THE_HOUR);
    }

    public boolean onePagePerRun() {
        return isTrue(CustomParameter.ONE_PAGE_PER_RUN);
    }

    /** Percentage of a page's entries in quarantine, from 1 to 100, at which a run stops. */
    public int killRatio() {
        return Integer.parseInt(value(CustomParameter.KILL_RATIO));
    }

    /** Kilobytes of raw calls kept of a run; empty: none are. */
    public OptionalInt dumpLimitKbs() {
        String value = value(CustomParameter.DUMP_LIMIT);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /** As it was typed. */
    public String text() {
        return text;
    }

    private boolean isTrue(CustomParameter parameter) {
        return value(parameter).equals("true");
    }

    private String value(CustomParameter parameter) {
        return values.getOrDefault(parameter, parameter.byDefault());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomParameters parameters
                && text.equals(parameters.text)
                && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return Excerpt.of(text);
    }
}
