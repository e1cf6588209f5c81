package io.counterfoil.wallet;

import static io.counterfoil.wallet.WalletScene.item;
import static io.counterfoil.wallet.WalletScene.on;
import static io.counterfoil.wallet.WalletScene.tickets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class DiffFeedTest {
    private final WalletScene scene = new WalletScene();
    private final OrganizerCode opera = scene.organizer("opera", FeedMode.EVERY_CHANGE);
    private final UUID anna = scene.person("anna@example.org");

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void pagesFollowOneAnotherUntilTheLast() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2", "S-3");

        DiffFeed.Page first = scene.diff.after(opera, null, 2);
        DiffFeed.Page second = scene.diff.after(opera, first.nextKey(), 2);
        DiffFeed.Page third = scene.diff.after(opera, second.nextKey(), 2);

        assertThat(first.entries()).hasSize(2);
        assertThat(first.hasMore()).isTrue();
        assertThat(second.entries()).hasSize(1);
        assertThat(second.hasMore()).isFalse();
        assertThat(third.entries()).isEmpty();
        assertThat(third.hasMore()).isFalse();
        assertThat(scene.diff.after(opera, "", 3).hasMore()).isFalse();
    }

    @Test
    void everyChangeIsToldOrOnlyEachTicketsLastState() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2");
        scene.spectators.download(anna, on(opera, "S-1"));
        String key = scene.diff.after(opera, null, 10).nextKey();
        scene.transfer(opera, "S-2", anna, "ben@example.org");
        scene.organizers.control(opera, tickets(item("S-2")));

        assertThat(sequences(null)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(sequences(key)).containsExactly(4L, 5L, 6L);

        scene.organizer("opera", FeedMode.LAST_STATE);

        assertThat(sequences(null)).containsExactly(3L, 6L);
        assertThat(sequences(key)).containsExactly(6L);
        assertThat(sequences(scene.diff.after(opera, key, 1).nextKey())).isEmpty();
    }

    @Test
    void aSequenceIsNeverSeenBeforeAllLowerOnes() throws Exception {
        int writers = 6;
        int each = 25;
        List<Future<?>> writing = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int w = 0; w < writers; w++) {
                int writer = w;
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        scene.inject(opera, "p" + i + "@example.org", "S-" + writer + "-" + i, "T-" + writer + "-" + i);
                    }
                }));
            }
            String key = null;
            while (seen.size() < writers * each * 2) {
                DiffFeed.Page page = scene.diff.after(opera, key, 7);
                page.entries()
                        .forEach(entry -> seen.add(WalletScene.JSON
                                .readTree(entry)
                                .path("sequence")
                                .asLong()));
                key = page.nextKey();
                for (Future<?> one : writing) {
                    if (one.isDone()) {
                        // a writer that failed would leave the reader waiting for ever
                        one.get();
                    }
                }
            }
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2L * writers * each).boxed().toList());
    }

    @Test
    void aKeyThatIsNotOursOrOfAnotherLifeIsGone() {
        scene.inject(opera, "anna@example.org", "S-1");
        OrganizerCode arena = scene.organizer("arena", FeedMode.EVERY_CHANGE);
        String key = scene.diff.after(opera, null, 10).nextKey();
        char first = key.charAt(0) == 'A' ? 'B' : 'A';

        assertGone(first + key.substring(1));
        assertGone("x");
        assertGone("not base64!");
        assertGone(scene.diff.after(arena, null, 10).nextKey());
        new JdbcTemplate(scene.database.owner()).update("update wallet.organizer set sequence = 0");
        assertGone(key);
    }

    @Test
    void whatIsPastTheRetentionPeriodIsForgottenButForLastStates() {
        scene.inject(opera, "anna@example.org", "S-1", "S-2");
        String old = scene.diff.after(opera, null, 1).nextKey();
        scene.spectators.download(anna, on(opera, "S-1"));
        scene.clock.pass(Duration.ofDays(30));
        UUID carl = scene.person("carl@example.org");
        scene.inject(opera, "carl@example.org", "S-3");
        scene.spectators.download(carl, on(opera, "S-3"));

        try (WalletHousekeeping housekeeping =
                new WalletHousekeeping(scene.wallet, scene.signIn, Duration.ofDays(20))) {
            housekeeping.forget();
        }

        assertThat(sequences(null)).containsExactly(2L, 3L, 4L, 5L);
        assertGone(old);
        scene.organizer("opera", FeedMode.LAST_STATE);
        assertThat(sequences(old)).containsExactly(2L, 3L, 5L);
    }

    @Test
    void theLimitIsOneToTenThousand() {
        assertThatThrownBy(() -> scene.diff.after(opera, null, 0))
                .isInstanceOf(Refusal.class)
                .hasMessage("limit: 0 (expected: 1 to 10000)");
        assertThatThrownBy(() -> scene.diff.after(opera, null, 10_001)).isInstanceOf(Refusal.class);
        assertThat(scene.diff.after(opera, null, 10_000).entries()).isEmpty();
    }

    private List<Long> sequences(@Nullable String key) {
        return scene.told(opera, key, 2).stream()
                .map(entry -> entry.path("sequence").asLong())
                .toList();
    }

    private void assertGone(String key) {
        assertThatThrownBy(() -> scene.diff.after(opera, key, 10))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo("key-gone"));
    }
}
