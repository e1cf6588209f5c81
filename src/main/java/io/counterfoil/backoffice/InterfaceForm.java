package io.counterfoil.backoffice;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An interface as somebody fills it in. Secrets go in and never come out: a blank one stays as it is.
 *
 * @param schedule by function: ISO 8601 durations, blank: by hand only
 */
record InterfaceForm(
        @Nullable String code,
        @Nullable String organization,
        @Nullable String url,
        @Nullable String apiKey,
        @Nullable String wakeSecret,
        @Nullable String batchSize,
        @Nullable String customParameters,
        @Nullable String skipTickets,
        @Nullable String recipients,
        @Nullable Map<String, String> schedule) {

    static InterfaceForm empty(List<String> organizations) {
        return new InterfaceForm(
                "",
                organizations.isEmpty() ? "" : organizations.getFirst(),
                "",
                "",
                "",
                "1000",
                "",
                "",
                "",
                Map.of(InterfaceFunction.RETRIEVE_TICKET_STATUS.code(), "PT5M"));
    }

    static InterfaceForm of(Interface link, List<EmailAddress> recipients) {
        Map<String, String> schedules = new TreeMap<>();
        link.functions().forEach(state -> {
            Duration schedule = state.schedule();
            schedules.put(state.function().code(), schedule == null ? "" : schedule.toString());
        });
        return new InterfaceForm(
                link.code(),
                link.organization(),
                link.url(),
                "",
                "",
                Integer.toString(link.batchSize()),
                link.customParameters().text(),
                link.skipList().text(),
                recipients.stream().map(EmailAddress::text).collect(Collectors.joining("\n")),
                schedules);
    }

    InterfaceChange change() {
        Map<InterfaceFunction, Told<String>> schedules = new EnumMap<>(InterfaceFunction.class);
        for (InterfaceFunction function : InterfaceFunction.values()) {
            schedules.put(function, Told.of(given(scheduleOf(function.code()))));
        }
        return new InterfaceChange(
                Told.of(given(organization)),
                // who may not say where it leads has no such field
                url == null ? Told.nothing() : Told.of(given(url)),
                secret(apiKey),
                secret(wakeSecret),
                Told.of(size()),
                Told.of(text(customParameters)),
                Told.of(text(skipTickets)),
                schedules);
    }

    public String scheduleOf(String function) {
        return schedule == null ? "" : text(schedule.get(function));
    }

    String addresses() {
        return text(recipients);
    }

    private @Nullable Integer size() {
        String size = given(batchSize);
        try {
            return size == null ? null : Integer.valueOf(size);
        } catch (NumberFormatException noNumber) {
            throw Refusal.invalid("batchSize", size, "1 to 10000");
        }
    }

    private static Told<String> secret(@Nullable String typed) {
        String secret = given(typed);
        return secret == null ? Told.nothing() : Told.of(secret);
    }

    private static @Nullable String given(@Nullable String typed) {
        return typed == null || typed.isBlank() ? null : typed.strip();
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.replace("\r\n", "\n");
    }
}
