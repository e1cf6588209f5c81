package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class FoldTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/Fold.csv", delimiter = '|', useHeadersInDisplayName = true)
    void aTicketsLogFolded(
            String story,
            @Nullable String importedFor,
            String items,
            @Nullable String holder,
            @Nullable String history,
            @Nullable String details) {
        OwnershipRow row =
                Story.of(importedFor, items).endsWith(holder, history).row();

        if (details != null) {
            assertThat(write(row)).as("the ticket's details").isEqualTo(details);
        }
    }

    private static String write(OwnershipRow row) {
        String owner = row.walletOwner() == null ? "-" : row.walletOwner().replace("@example.org", "");
        Instant at = row.mobileStatusAt();
        return row.mobileStatus()
                + (at == null ? "" : " @" + StoryItem.time(at))
                + " owner=" + owner
                + " holder=" + Objects.requireNonNullElse(row.ticketHolder(), "-");
    }
}
