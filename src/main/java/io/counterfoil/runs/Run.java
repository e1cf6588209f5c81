package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.InterfaceFunction;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a function of an interface.
 *
 * @param actor who started it: a sign-in, {@code schedule} or {@code wallet}
 * @param reason why it ended, in words; null while it runs and where there is nothing to say
 * @param paginationKey the key after its last applied page; null before the first
 * @param progress how far it is, or was at its end
 * @param report JSON, of a dry run
 * @param node that works on it, or did last
 */
public record Run(
        OrganizerCode organizer,
        UUID id,
        String interfaceCode,
        InterfaceFunction function,
        StartedBy startedBy,
        String actor,
        boolean dryRun,
        RunStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        int pages,
        RunCounts counts,
        RunProgress progress,
        @Nullable String reason,
        @Nullable String paginationKey,
        @Nullable Instant stopRequestedAt,
        @Nullable String stopRequestedBy,
        @Nullable String report,
        String node) {}
