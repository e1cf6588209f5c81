package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.KnownContact;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.TestLedgers;
import io.counterfoil.tickets.TicketLedger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SyncPlanTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");
    private static final ContactId ANNA = new ContactId(new UUID(0, 1));

    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/SyncPlan.csv",
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true)
    void whatBecomesOfEachEntry(
            String story,
            boolean distribution,
            @Nullable String skipList,
            String entries,
            String outcomes,
            @Nullable String newContacts) {
        Snapshot snapshot = snapshot();
        SyncPlan plan = new SyncPlan(snapshot, SkipList.parse(skipList == null ? "" : skipList));
        var taking = new Parcel.Taking(new Stream("w1", 0), distribution, new UUID(0, 2), NOON);

        List<String> actual = new ArrayList<>();
        for (String entry : entries.split(";", -1)) {
            actual.add(word(plan.apply(Parcel.of(read(entry.strip()), taking))));
        }

        assertThat(String.join(" ", actual)).isEqualTo(outcomes);
        String born = snapshot.book().born().stream()
                .map(contact -> Objects.requireNonNull(contact.address()).key().replace("@example.org", "")
                        + (contact.temporary() ? "*" : ""))
                .collect(Collectors.joining(" "));
        assertThat(born).isEqualTo(newContacts == null ? "" : newContacts);
    }

    /** Tickets S-1 (tax number T-1) and S-2 (T-2), both Anna's. */
    private static Snapshot snapshot() {
        Ids ids = new Ids(Clock.fixed(NOON, ZoneOffset.UTC), new Random(1));
        var anna = new KnownContact(ANNA, false, false, NOON, null);
        AddressBook book = AddressBook.of(Map.of("anna@example.org", List.of(anna)), ids, NOON);
        Map<TicketId, TicketLedger> ledgers = List.of("1", "2").stream()
                .map(number -> TestLedgers.imported(new TicketId("S-" + number), "T-" + number, ANNA))
                .collect(Collectors.toMap(TicketLedger::ticketId, ledger -> ledger));
        return new Snapshot(ledgers, new PagePeople(book, ids));
    }

    /** {@code S-1 #7 TRANSFERRED to=nina owner=nina named}. */
    private static DiffEntry read(String text) {
        String[] words = text.split(" +", -1);
        StringBuilder json = new StringBuilder("{\"ticketId\":\"" + words[0] + "\",\"sequence\":"
                + words[1].substring(1) + ",\"status\":\"" + words[2] + "\"");
        for (String word : words) {
            String address = word.substring(word.indexOf('=') + 1);
            String full = address.contains("@") ? address : address + "@example.org";
            if (word.startsWith("owner=")) {
                json.append(",\"walletOwner\":{\"email\":\"" + full + "\"}");
            } else if (word.startsWith("to=")) {
                String names = text.endsWith(" named") ? ",\"firstName\":\"Nina\",\"lastName\":\"Weber\"" : "";
                json.append(",\"spectatorDetails\":{\"email\":\"" + full + "\"" + names + "}");
            }
        }
        return (DiffEntry) new EntryReader().read(json.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Applied applied -> "applied";
            case Verdict.Unchanged() -> "unchanged";
            case Verdict.Skipped() -> "skipped";
            case Verdict.Refused(String reason, String detail) -> reason;
        };
    }
}
