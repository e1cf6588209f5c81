package io.counterfoil.organizers;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Nearest;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The custom parameters of an interface, one {@code name=value} a line. */
@Rule(
        "A custom parameter that is unknown (the nearest known name is proposed), given twice (both spellings of one count as"
                + " the same) or has a bad value is refused on saving; an absent one has its default.")
public final class CustomParameters {
    /** All parameters at their defaults. */
    public static final CustomParameters DEFAULTS = new CustomParameters("", new EnumMap<>(Parameter.class));

    private static final String FIELD = "customParameters";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
    private static final int MOST_KBS = 1_048_576;

    /** The parameters. Source: table "Custom parameters" of the domain rules. */
    private enum Parameter {
        LIFECYCLE_MODE("lifecycle", "TIXNGO_LIFECYCLE_MODE"),
        DISTRIBUTION("true", "enableTicketDistributionToCulturalContact"),
        // the first spelling is that of the vendor's documents
        OVERLAY("true", "overlaySpectatirDetailsWithLastOwner", "overlaySpectatorDetailsWithLastOwner"),
        CONTINUE_ON_ERROR("true", "doContinueInCaseOfSyncError"),
        STICK_TO_THE_HOUR("true", "stickToTheHour"),
        ONE_PAGE_PER_RUN("false", "onePagePerRun"),
        KILL_RATIO("100", "killRatio"),
        DUMP_LIMIT("", "maxLengthDumpedCallsInKbs");

        private final String byDefault;
        private final String name;
        private final String otherSpelling;

        Parameter(String byDefault, String name) {
            this(byDefault, name, name);
        }

        Parameter(String byDefault, String name, String otherSpelling) {
            this.byDefault = byDefault;
            this.name = name;
            this.otherSpelling = otherSpelling;
        }

        /** What the value should be, or null when it is that. */
        private @Nullable String expectationMissedBy(String value) {
            return switch (this) {
                case LIFECYCLE_MODE -> lifecycleExpectation(value);
                case KILL_RATIO -> isBetween(value, 1, 100) ? null : "a whole percentage from 1 to 100";
                case DUMP_LIMIT ->
                    isBetween(value, 1, MOST_KBS)
                            ? null
                            : "whole kilobytes from 1 to 1048576; leave the line out for off";
                case DISTRIBUTION, OVERLAY, CONTINUE_ON_ERROR, STICK_TO_THE_HOUR, ONE_PAGE_PER_RUN ->
                    value.equals("true") || value.equals("false") ? null : "true or false";
            };
        }

        private static @Nullable String lifecycleExpectation(String value) {
            return switch (value) {
                case "lifecycle" -> null;
                case "history" ->
                    "lifecycle; history is the vendor's deprecated mode, which tells no transfers, so that no distribution"
                            + " could be written from it";
                default -> "lifecycle";
            };
        }
    }

    private final String text;
    private final EnumMap<Parameter, String> values;

    private CustomParameters(String text, EnumMap<Parameter, String> values) {
        this.text = text;
        this.values = values;
    }

    /** The parameters in a text, refused at the first line that is wrong. Blank lines and blanks around do not matter. */
    public static CustomParameters parse(String text) {
        EnumMap<Parameter, String> values = new EnumMap<>(Parameter.class);
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> add(line, values));
        return new CustomParameters(text, values);
    }

    private static void add(String line, Map<Parameter, String> values) {
        int equals = line.indexOf('=');
        if (equals < 1) {
            throw Refusal.invalid(FIELD, line, "name=value, one a line");
        }
        String name = line.substring(0, equals).strip();
        String value = line.substring(equals + 1).strip();
        Parameter parameter = named(name);
        String expected = parameter.expectationMissedBy(value);
        if (expected != null) {
            throw Refusal.invalid(FIELD, name + "=" + value, expected);
        }
        if (values.put(parameter, value) != null) {
            throw Refusal.invalid(FIELD, name, "each parameter once; " + twice(parameter));
        }
    }

    private static Parameter named(String name) {
        return Arrays.stream(Parameter.values())
                .filter(parameter -> parameter.name.equals(name) || parameter.otherSpelling.equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(FIELD, name, "a known name; did you mean " + nearest(name) + "?"));
    }

    private static String nearest(String name) {
        return Nearest.of(
                name,
                Arrays.stream(Parameter.values())
                        .flatMap(parameter -> Stream.of(parameter.name, parameter.otherSpelling))
                        .toList());
    }

    private static String twice(Parameter parameter) {
        return parameter.name.equals(parameter.otherSpelling)
                ? "it stands there twice"
                : parameter.name + " and " + parameter.otherSpelling + " are the same parameter";
    }

    private static boolean isBetween(String value, int least, int most) {
        return NUMBER.matcher(value).matches() && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    /** Contacts are created and tickets distributed: {@code enableTicketDistributionToCulturalContact}. */
    public boolean distributionEnabled() {
        return isTrue(Parameter.DISTRIBUTION);
    }

    /** Injection addresses the cultural contact, without looking for the last mobile owner first. */
    public boolean overlayWithLastOwner() {
        return isTrue(Parameter.OVERLAY);
    }

    /** An entry that cannot be applied is set aside and the page goes on: {@code doContinueInCaseOfSyncError}. */
    public boolean continueOnError() {
        return isTrue(Parameter.CONTINUE_ON_ERROR);
    }

    public boolean stickToTheHour() {
        return isTrue(Parameter.STICK_TO_THE_HOUR);
    }

    public boolean onePagePerRun() {
        return isTrue(Parameter.ONE_PAGE_PER_RUN);
    }

    /** Percentage of a page's entries in quarantine, from 1 to 100, at which a run stops. */
    public int killRatio() {
        return Integer.parseInt(value(Parameter.KILL_RATIO));
    }

    /** Kilobytes of raw calls kept of a run; empty: none are. */
    public OptionalInt dumpLimitKbs() {
        String value = value(Parameter.DUMP_LIMIT);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    /** As it was typed. */
    public String text() {
        return text;
    }

    private boolean isTrue(Parameter parameter) {
        return value(parameter).equals("true");
    }

    private String value(Parameter parameter) {
        return values.getOrDefault(parameter, parameter.byDefault);
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
