package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.contacts.ContactCreation.Plan;
import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ContactCreationTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ContactCreation.csv", useHeadersInDisplayName = true)
    void outcomes(@Nullable String there, boolean realNames, boolean account, String outcome) {
        List<KnownContact> known = there == null
                ? List.of()
                : Stream.of(there.split(" ")).map(ContactCreationTest::contact).toList();

        assertThat(word(ContactCreation.plan(known, realNames, account))).isEqualTo(outcome);
    }

    private static String word(Plan plan) {
        return switch (plan) {
            case Plan.Create create -> create.temporary() ? "CREATE_TEMPORARY" : "CREATE_NORMAL";
            case Plan.Complete complete -> "COMPLETE";
            case Plan.Keep keep -> "KEEP";
            case Plan.SecondAccount second -> "SECOND_ACCOUNT";
        };
    }

    private static KnownContact contact(String mark) {
        return new KnownContact(
                new ContactId(UUID.randomUUID()),
                mark.equals("T"),
                mark.equals("I"),
                NOON,
                mark.equals("E") ? NOON : null);
    }
}
