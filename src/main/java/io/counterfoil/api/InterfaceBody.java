package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.counterfoil.kernel.Nearest;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of an interface. The members that only an answer has are allowed and count for nothing, so that what
 * was read can be changed and sent back.
 *
 * @param schedule of retrieve-ticket-status; the same as that member of {@code schedules}
 * @param schedules by function, ISO 8601 durations or null
 * @param paginationKey empty: from the beginning; null or absent: stays
 * @param newWallet with a paginationKey: the url points to another wallet now, whose sequences begin anew
 */
@JsonIgnoreProperties({"code", "hasApiKey", "hasWakeSecret", "functions", "createdAt", "updatedAt", "warnings"})
record InterfaceBody(
        Told<String> organization,
        Told<String> url,
        Told<String> apiKey,
        Told<Integer> batchSize,
        Told<String> customParameters,
        Told<String> skipTickets,
        Told<String> schedule,
        @Nullable Map<String, @Nullable String> schedules,
        @Nullable String paginationKey,
        @Nullable Boolean newWallet,
        Told<String> wakeSecret) {

    InterfaceChange change() {
        if (startsNewWallet() && paginationKey == null) {
            throw Refusal.invalid("newWallet", true, "a paginationKey beside it");
        }
        return new InterfaceChange(
                organization, url, apiKey, wakeSecret, batchSize, customParameters, skipTickets, allSchedules());
    }

    Optional<String> key() {
        return Optional.ofNullable(paginationKey);
    }

    boolean startsNewWallet() {
        return newWallet != null && newWallet;
    }

    private Map<InterfaceFunction, Told<String>> allSchedules() {
        EnumMap<InterfaceFunction, Told<String>> all = new EnumMap<>(InterfaceFunction.class);
        if (schedules != null) {
            schedules.forEach((function, text) -> all.put(function(function), Told.of(text)));
        }
        if (!(schedule instanceof Told.Nothing)) {
            all.put(InterfaceFunction.RETRIEVE_TICKET_STATUS, schedule);
        }
        return all;
    }

    private static InterfaceFunction function(String code) {
        List<String> known = Arrays.stream(InterfaceFunction.values())
                .map(InterfaceFunction::code)
                .toList();
        return InterfaceFunction.find(code)
                .orElseThrow(() -> Refusal.invalid(
                        "schedules", code, "one of " + known + "; did you mean " + Nearest.of(code, known) + "?"));
    }
}
