package io.counterfoil.push;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.organizers.Interfaces;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What push functions work with. */
record PushTools(
        OrganizerTransactions transactions,
        PushStore store,
        Interfaces interfaces,
        Endpoints endpoints,
        PushClient client,
        Addressing addressing,
        AfterInjection afterInjection,
        Clock clock) {

    /** PostgreSQL keeps microseconds. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(from + size, all.size())));
        }
        return chunks;
    }
}
