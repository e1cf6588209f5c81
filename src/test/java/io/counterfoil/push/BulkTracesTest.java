package io.counterfoil.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.push.BulkJob.Line;
import io.counterfoil.push.BulkJob.LineState;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What prepared bulk changes keep of people, and for how long. */
class BulkTracesTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");
    private static final UUID JOB = new UUID(1, 1);

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final OrganizerCode opera = database.organizer("opera");
    private final BulkStore store = new BulkStore(database.app());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anErasedPersonsLinesAreRefusedHoweverHisAddressWasTypedAndOthersStay() {
        prepare("Anna@Example.ORG ", "joanna@example.org", "ben@example.org");

        transactions.writeOnly(
                opera,
                () -> new BulkTraces(store)
                        .erase(
                                opera,
                                Set.of(),
                                List.of(address("anna@example.org")),
                                address("erased-1@erased.invalid")));

        List<Line> lines = lines();
        assertThat(lines)
                .extracting(Line::state)
                .containsExactly(LineState.REFUSED, LineState.WAITING, LineState.WAITING);
        assertThat(lines).extracting(Line::email).containsExactly(null, "joanna@example.org", "ben@example.org");
        assertThat(lines.getFirst().firstName()).isNull();
        assertThat(lines.getFirst().reason()).isEqualTo("erased");
    }

    @Test
    void aJobThatNobodyBeganIsForgottenWithItsAddresses() {
        prepare("anna@example.org");

        transactions.writeOnly(opera, () -> store.forget(opera, NOON));
        assertThat(lines()).hasSize(1);
        transactions.writeOnly(opera, () -> store.forget(opera, NOON.plusSeconds(1)));

        assertThat(lines()).isEmpty();
    }

    private void prepare(String... addresses) {
        List<Line> lines = Arrays.stream(addresses)
                .map(address -> new Line(0, "T-1", address, "First", "Last", LineState.WAITING, null, null))
                .toList();
        BulkJob job = new BulkJob(
                JOB, BulkJob.Action.DISTRIBUTE, "", false, BulkJob.State.PREVIEW, "test", NOON, null, Map.of());
        transactions.writeOnly(opera, () -> store.add(opera, job, lines));
    }

    private List<Line> lines() {
        return transactions.read(
                opera,
                () -> store.preview(opera, JOB, 0, 10).stream()
                        .map(BulkJob.Preview::line)
                        .toList());
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }
}
