package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What held entries keep of people, and for how long. */
class HeldTracesTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final OrganizerCode opera = database.organizer("opera");
    private final HeldStore store = new HeldStore(database.app());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anErasureTakesEntriesThatNameThePersonAndNoneOfPeopleWhoseAddressesEndAlike() {
        hold(1, "{\"walletOwner\":{\"email\":\"Anna@example.org\"}}");
        hold(2, "{\"walletOwner\":{\"email\":\"joanna@example.org\"}}");
        hold(3, "{\"reason\":\"from anna@example.org to nobody\"}");
        hold(4, "no json, anna@example.org");

        transactions.writeOnly(
                opera,
                () -> new HeldTraces(database.app())
                        .erase(
                                opera,
                                Set.of(),
                                List.of(
                                        EmailAddress.parse("Anna@example.org").orElseThrow(),
                                        EmailAddress.parse("anna@example.org").orElseThrow()),
                                EmailAddress.parse("erased-1@erased.invalid").orElseThrow()));

        assertThat(all())
                .extracting(Held::state)
                .containsExactly(Held.State.DISCARDED, Held.State.OPEN, Held.State.DISCARDED, Held.State.DISCARDED);
        assertThat(new String(all().getFirst().raw(), StandardCharsets.UTF_8)).isEqualTo("{}");
        assertThat(new String(all().get(1).raw(), StandardCharsets.UTF_8)).contains("joanna@example.org");
    }

    @Test
    void closedEntriesAreForgottenAfterTheirTimeAndOpenOnesNever() {
        hold(1, "{}");
        hold(2, "{\"a\":1}");
        hold(3, "{\"a\":2}");
        transactions.writeOnly(
                opera, () -> store.close(opera, List.of(id(2)), Held.State.REPLAYED, NOON.plusSeconds(10), "test"));

        assertThat(transactions.writeAside(opera, () -> store.forget(opera, NOON.plusSeconds(10), 100)))
                .as("not yet")
                .isZero();
        assertThat(transactions.writeAside(opera, () -> store.forget(opera, NOON.plusSeconds(11), 100)))
                .isEqualTo(1);
        assertThat(all()).extracting(Held::id).containsExactly(id(1), id(3));
    }

    private void hold(int number, String raw) {
        Held held = new Held(
                id(number),
                Held.Kind.QUARANTINE,
                "main",
                0,
                new UUID(9, 9),
                "T-" + number,
                "UNKNOWN_TICKET",
                "detail",
                raw.getBytes(StandardCharsets.UTF_8),
                new UUID(7, number),
                Held.State.OPEN,
                NOON,
                null,
                null);
        transactions.writeOnly(opera, () -> store.hold(opera, List.of(held)));
    }

    private static UUID id(int number) {
        return new UUID(1, number);
    }

    private List<Held> all() {
        return transactions.read(opera, () -> store.list(opera, HeldFilter.quarantined(null, null), null, 100));
    }
}
