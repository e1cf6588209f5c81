package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EntryAddressesTest {
    @ParameterizedTest
    @CsvFileSource(
            resources = "/rules/EntryAddresses.csv",
            delimiter = '|',
            quoteCharacter = '`',
            useHeadersInDisplayName = true)
    void whatAnEntryNeeds(String text, @Nullable String needed, @Nullable String unusable) {
        WalletEntry entry = StoryItem.parse(text).entry(1);

        String addresses = EntryAddresses.needed(entry).stream()
                .map(address -> address.replace("@example.org", ""))
                .collect(Collectors.joining(" "));

        assertThat(addresses).isEqualTo(needed == null ? "" : needed);
        if (unusable == null) {
            assertThat(EntryAddresses.unusable(entry)).isEmpty();
        } else {
            assertThat(EntryAddresses.unusable(entry))
                    .hasValueSatisfying(
                            why -> assertThat(why).contains(unusable).contains("expected:"));
        }
    }
}
