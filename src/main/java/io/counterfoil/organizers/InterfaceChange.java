package io.counterfoil.organizers;

import io.counterfoil.kernel.Told;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants of an interface. A member that was not told keeps what is stored; null clears what can be absent
 * (keys and schedules) and sets back to the default what cannot (batch size, custom parameters, skip list).
 *
 * @param schedules by function: ISO 8601 durations, null for a start by hand only
 */
public record InterfaceChange(
        Told<String> organization,
        Told<String> url,
        Told<String> apiKey,
        Told<String> wakeSecret,
        Told<Integer> batchSize,
        Told<String> customParameters,
        Told<String> skipTickets,
        Map<InterfaceFunction, Told<String>> schedules) {

    /**
     * Whether it says where the interface leads, or by which secrets: whoever may say that gets the stored key, and people's data.
     *
     * @param stored null: there is none yet
     */
    public boolean leadsElsewhere(@Nullable Interface stored) {
        return stored == null
                || !stored.url().equals(url.after(stored.url()))
                || !(apiKey instanceof Told.Nothing)
                || !(wakeSecret instanceof Told.Nothing);
    }

    /** A change of these two only, the least that a new interface needs. */
    public static InterfaceChange of(String organization, String url) {
        return new InterfaceChange(
                Told.of(organization),
                Told.of(url),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Map.of());
    }
}
