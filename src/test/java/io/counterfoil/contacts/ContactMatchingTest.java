package io.counterfoil.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.ContactId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ContactMatchingTest {
    private static final Pattern CONTACT = Pattern.compile("([a-z]+)(?::([TIE]+))?(?:@(\\d+))?");
    private static final Map<ContactId, String> NAMES = Stream.of("anna", "ben", "cleo", "zoe")
            .collect(Collectors.toMap(ContactMatchingTest::id, Function.identity()));

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ContactMatching.csv", useHeadersInDisplayName = true)
    void whoIsMeant(@Nullable String contacts, @Nullable String preferred, String asks, String meant) {
        var question = new ContactMatching.Question(
                words(preferred).map(ContactMatchingTest::id).toList(),
                asks.matches("\\d+") ? day(Integer.parseInt(asks)) : null,
                asks.equals("OWNER"));

        String answer = ContactMatching.match(withAddress(contacts), question)
                .map(match -> NAMES.get(match.contact().id()) + (match.ambiguous() ? "?" : ""))
                .orElse("NOBODY");

        assertThat(answer).isEqualTo(meant);
    }

    private static List<KnownContact> withAddress(@Nullable String contacts) {
        List<KnownContact> all = new ArrayList<>();
        for (String word : words(contacts).toList()) {
            MatchResult parts = CONTACT.matcher(word).results().findFirst().orElseThrow();
            String marks = parts.group(2) == null ? "" : parts.group(2);
            int born = parts.group(3) == null ? all.size() + 1 : Integer.parseInt(parts.group(3));
            all.add(new KnownContact(
                    id(parts.group(1)),
                    marks.contains("T"),
                    marks.contains("I"),
                    day(born),
                    marks.contains("E") ? day(10) : null));
        }
        return all;
    }

    private static Stream<String> words(@Nullable String text) {
        return text == null ? Stream.empty() : Stream.of(text.split(" "));
    }

    private static ContactId id(String name) {
        return new ContactId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-06-01T00:00:00Z").plus(Duration.ofDays(day));
    }
}
