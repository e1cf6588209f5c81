package io.counterfoil.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class HashChainTest {
    private static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");

    private final HashChain chain = new HashChain();

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/HashChain.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatAnAlterationDoesToTheHash(String altered, String to, String chainIs) {
        byte[] hash = hash(null, null);

        assertThat(Arrays.equals(hash(altered, to), hash) ? "valid" : "broken").isEqualTo(chainIs);
    }

    /** The hash of one line, with one of its parts altered. */
    private byte[] hash(@Nullable String altered, @Nullable String to) {
        Parts parts = new Parts(altered, to);
        byte[] digest = chain.digest(bytes(parts.of("salt", "s4lt")), parts.of("body", "{}"));
        // an erasure removes body and salt; the line keeps the digest that it was hashed with
        byte[] kept = "erased".equals(to) ? chain.digest(bytes("s4lt"), "{}") : digest;
        Change change = new Change(
                parts.of("entity", "ticket"), parts.of("entity id", "S-1"), parts.of("action", "changed"), null, null);
        return chain.next(
                bytes(parts.of("former hash", "former")),
                Long.parseLong(parts.of("number", "7")),
                NOON.plusSeconds(Long.parseLong(parts.of("seconds", "0"))),
                parts.of("actor", "olga"),
                change,
                kept);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Parts(@Nullable String altered, @Nullable String to) {
        String of(String part, String value) {
            return part.equals(altered) && to != null ? to : value;
        }
    }
}
