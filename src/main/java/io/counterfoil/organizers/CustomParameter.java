package io.counterfoil.organizers;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The custom parameters that there are. Source: the vendor's documents; their spelling stands beside the right one. */
enum CustomParameter {
    LIFECYCLE_MODE("lifecycle", "TIXNGO_LIFECYCLE_MODE"),
    DISTRIBUTION("true", "enableTicketDistributionToCulturalContact"),
    // the first spelling is that of the vendor's documents
    OVERLAY("true", "overlaySpectatirDetailsWithLastOwner", "overlaySpectatorDetailsWithLastOwner"),
    CONTINUE_ON_ERROR("true", "doContinueInCaseOfSyncError"),
    STICK_TO_THE_HOUR("true", "stickToTheHour"),
    ONE_PAGE_PER_RUN("false", "onePagePerRun"),
    KILL_RATIO("100", "killRatio"),
    DUMP_LIMIT("", "maxLengthDumpedCallsInKbs");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
    private static final int MOST_KBS = 1_048_576;

    private final String byDefault;
    private final String name;
    private final String otherSpelling;

    CustomParameter(String byDefault, String name) {
        this(byDefault, name, name);
    }

    CustomParameter(String byDefault, String name, String otherSpelling) {
        this.byDefault = byDefault;
        this.name = name;
        this.otherSpelling = otherSpelling;
    }

    /** What the value should be, or null when it is that. */
    @Nullable
    String expectationMissedBy(String value) {
        return switch (this) {
            case LIFECYCLE_MODE -> lifecycleExpectation(value);
            case KILL_RATIO -> isBetween(value, 1, 100) ? null : "a whole percentage from 1 to 100";
            case DUMP_LIMIT ->
                isBetween(value, 1, MOST_KBS) ? null : "whole kilobytes from 1 to 1048576; leave the line out for off";
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

    String byDefault() {
        return byDefault;
    }

    String typedName() {
        return name;
    }

    /** The same as the name where there is one spelling only. */
    String otherSpelling() {
        return otherSpelling;
    }

    private static boolean isBetween(String value, int least, int most) {
        return NUMBER.matcher(value).matches() && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }
}
