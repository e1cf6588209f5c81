package io.counterfoil.organizers;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.util.List;

/**
 * The configured link from an organization to a wallet. Its secrets are not in here: {@link Interfaces#apiKey} and
 * {@link Interfaces#wakeSecret} open them where they are used.
 *
 * @param url absolute, ends with {@code organizer/tickets}
 * @param batchSize entries a page, 1 to 10000
 * @param functions one of each, in the order of {@link InterfaceFunction}
 */
public record Interface(
        OrganizerCode organizer,
        String code,
        String organization,
        String url,
        int batchSize,
        CustomParameters customParameters,
        SkipList skipList,
        List<FunctionState> functions,
        boolean hasApiKey,
        boolean hasWakeSecret,
        Instant createdAt,
        Instant updatedAt) {

    /** How one function stands. */
    public FunctionState function(InterfaceFunction function) {
        return functions.stream()
                .filter(state -> state.function() == function)
                .findFirst()
                .orElseGet(() -> FunctionState.unset(function));
    }
}
