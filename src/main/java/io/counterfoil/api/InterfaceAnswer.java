package io.counterfoil.api;

import io.counterfoil.organizers.FunctionState;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interface without its secrets.
 *
 * @param warnings what is worth knowing about what was just saved
 */
record InterfaceAnswer(
        String code,
        String organization,
        String url,
        int batchSize,
        String customParameters,
        String skipTickets,
        @Nullable String schedule,
        Map<String, @Nullable String> schedules,
        @Nullable String paginationKey,
        boolean hasApiKey,
        boolean hasWakeSecret,
        List<FunctionAnswer> functions,
        Instant createdAt,
        Instant updatedAt,
        List<String> warnings) {

    record FunctionAnswer(
            String function,
            @Nullable String schedule,
            @Nullable Instant nextDueAt,
            @Nullable Instant pausedAt,
            @Nullable String pauseReason,
            @Nullable Instant failingSince) {
        static FunctionAnswer of(FunctionState state) {
            return new FunctionAnswer(
                    state.function().code(),
                    text(state.schedule()),
                    state.nextDueAt(),
                    state.pausedAt(),
                    state.pauseReason(),
                    state.failingSince());
        }
    }

    static InterfaceAnswer of(Interface found, @Nullable String paginationKey, List<String> warnings) {
        Map<String, @Nullable String> schedules = new LinkedHashMap<>();
        found.functions().forEach(state -> schedules.put(state.function().code(), text(state.schedule())));
        return new InterfaceAnswer(
                found.code(),
                found.organization(),
                found.url(),
                found.batchSize(),
                found.customParameters().text(),
                found.skipList().text(),
                text(found.function(InterfaceFunction.RETRIEVE_TICKET_STATUS).schedule()),
                schedules,
                paginationKey,
                found.hasApiKey(),
                found.hasWakeSecret(),
                found.functions().stream().map(FunctionAnswer::of).toList(),
                found.createdAt(),
                found.updatedAt(),
                warnings);
    }

    private static @Nullable String text(@Nullable Duration schedule) {
        return schedule == null ? null : schedule.toString();
    }
}
