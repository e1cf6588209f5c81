package io.counterfoil.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reference.LifeStep.FeedItem;
import io.counterfoil.reference.ReferenceResult.LineResult;
import io.counterfoil.reference.ReferenceResult.TicketResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class TicketLivesTest {
    private static final long LIVES = Long.getLong("lives", 50);

    @Test
    void theSameSeedGivesTheSameLives() {
        LifeSettings settings = LifeSettings.everything(LifeSettings.Form.EVERY_CHANGE);
        TicketLives one = TicketLives.of(7, settings);
        TicketLives other = TicketLives.of(7, settings);

        assertThat(bytes(one)).isEqualTo(bytes(other));
        assertThat(one.play().sha256()).isEqualTo(other.play().sha256());
        assertThat(bytes(TicketLives.of(8, settings))).isNotEqualTo(bytes(one));
    }

    @ParameterizedTest
    @EnumSource
    void whateverHappensHistoriesHoldTogether(LifeSettings.Form form) {
        for (long seed = 0; seed < LIVES; seed++) {
            TicketLives lives = TicketLives.of(seed, LifeSettings.everything(form));
            for (TicketResult ticket : lives.play().tickets()) {
                assertHoldsTogether(seed, ticket);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deliveredTwiceChangesNothing(LifeSettings.Form form) {
        for (long seed = 0; seed < LIVES; seed++) {
            TicketLives lives = TicketLives.of(
                    seed, LifeSettings.everything(form).without(LifeFeature.SWITCHING, LifeFeature.UNUSABLE_ADDRESSES));
            ReferenceInterpreter interpreter = lives.interpreter();
            for (LifeStep step : lives.steps()) {
                TicketLives.play(step, interpreter);
            }
            ReferenceResult once = interpreter.result();
            for (LifeStep step : lives.steps()) {
                if (step instanceof LifeStep.Page) {
                    TicketLives.play(step, interpreter);
                }
            }

            assertThat(once.differences(interpreter.result(), 3))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyOrderOfDeliveryGivesTheSameEnd(LifeSettings.Form form) {
        EnumSet<LifeFeature> features = EnumSet.allOf(LifeFeature.class);
        // Whether names without an owner are heard depends on who is known by then, and what was switched off on when
        // it
        // came; without sequences arrival decides.
        features.removeAll(EnumSet.of(
                LifeFeature.NAMES_WITHOUT_OWNER,
                LifeFeature.SWITCHING,
                LifeFeature.NO_SEQUENCES,
                LifeFeature.LOST_SEQUENCES));
        for (long seed = 0; seed < LIVES; seed++) {
            TicketLives lives = TicketLives.of(
                    seed, LifeSettings.everything(form).with(features).withInterfaces(1));
            ReferenceResult expected = lives.play();
            ReferenceResult shuffled = playedShuffled(lives, new Random(seed));

            assertThat(expected.differences(shuffled, 3)).as("seed " + seed).isEmpty();
        }
    }

    @Test
    void soundFeedsOfEveryChangeNeedNoGuess() {
        for (long seed = 0; seed < LIVES; seed++) {
            TicketLives lives = TicketLives.of(
                    seed,
                    LifeSettings.plain(LifeSettings.Form.EVERY_CHANGE)
                            .with(EnumSet.of(
                                    LifeFeature.RETURNS,
                                    LifeFeature.CORRECTED_RECIPIENTS,
                                    LifeFeature.UNKNOWN_STATUSES,
                                    LifeFeature.USE_WHILE_PENDING,
                                    LifeFeature.NO_TRANSFER_IDS,
                                    LifeFeature.DUPLICATES,
                                    LifeFeature.OVERLAPPING_PAGES,
                                    LifeFeature.REORDERED_PAGES)));

            assertThat(lives.play().tickets())
                    .as("seed " + seed)
                    .flatExtracting(TicketResult::history)
                    .extracting(LineResult::source)
                    .doesNotContain("INFERRED");
        }
    }

    @Test
    void everythingThatMayHappenHappens() {
        Map<String, Integer> seen = new HashMap<>();
        for (long seed = 0; seed < 150; seed++) {
            TicketLives lives = TicketLives.of(seed, LifeSettings.everything(LifeSettings.Form.EVERY_CHANGE));
            for (TicketResult ticket : lives.play().tickets()) {
                for (LineResult line : ticket.history()) {
                    seen.merge(line.action() + " " + line.status() + " " + line.source(), 1, Integer::sum);
                    seen.merge("reason " + line.reason(), 1, Integer::sum);
                }
            }
        }

        assertThat(seen)
                .containsKeys(
                        "DISTRIBUTE PENDING WALLET",
                        "DISTRIBUTE CONFIRMED WALLET",
                        "DISTRIBUTE CANCELLED WALLET",
                        "DISTRIBUTE CONFIRMED INFERRED",
                        "DISTRIBUTE CONFIRMED IMPORT",
                        "DISTRIBUTE CONFIRMED BACK_OFFICE",
                        "DISTRIBUTE CANCELLED BACK_OFFICE",
                        "TAKE_BACK CONFIRMED BACK_OFFICE",
                        "TAKE_BACK CANCELLED BACK_OFFICE",
                        "reason RECIPIENT_CHANGED",
                        "reason TIMED_OUT",
                        "reason NOT_TRANSFERABLE");
    }

    @Test
    void pagesAreJson() {
        JsonMapper json = new JsonMapper();
        TicketLives lives = TicketLives.of(3, LifeSettings.everything(LifeSettings.Form.LAST_STATE));
        for (LifeStep step : lives.steps()) {
            if (step instanceof LifeStep.Page page) {
                byte[] body = EntryJson.page(
                        page.items().stream().map(FeedItem::bytes).toList(), "key \"1\"", true);

                assertThat(json.readTree(body).get("tickets"))
                        .hasSize(page.items().size());
            }
        }
    }

    private static void assertHoldsTogether(long seed, TicketResult ticket) {
        assertThat(ticket.history())
                .as("seed " + seed + " " + ticket)
                .filteredOn(line -> line.status().equals("PENDING"))
                .hasSizeLessThan(2);
        assertThat(ticket.history()).allSatisfy(line -> {
            assertThat(line.steps().getLast().status()).isEqualTo(line.status());
            assertThat(line.steps()).isNotEmpty();
        });
        List<List<@Nullable String>> transfers = new ArrayList<>();
        for (LineResult line : ticket.history()) {
            if (line.transferId() != null) {
                transfers.add(Arrays.asList(line.transferId(), line.newContact()));
            }
        }
        assertThat(transfers).as("seed " + seed).doesNotHaveDuplicates();
    }

    /** Entries keep to their side of what is not a page, and are otherwise delivered in any order. */
    private static ReferenceResult playedShuffled(TicketLives lives, Random random) {
        ReferenceInterpreter interpreter = lives.interpreter();
        List<ReferenceEntry> between = new ArrayList<>();
        for (LifeStep step : lives.steps()) {
            if (step instanceof LifeStep.Page page) {
                page.items().stream()
                        .map(FeedItem::entry)
                        .filter(entry -> entry != null)
                        .forEach(between::add);
            } else {
                Collections.shuffle(between, random);
                between.forEach(entry -> interpreter.deliver("mobile-1", 0, entry, step.at()));
                between.clear();
                TicketLives.play(step, interpreter);
            }
        }
        Collections.shuffle(between, random);
        between.forEach(entry -> interpreter.deliver(
                "mobile-1", 0, entry, lives.steps().getLast().at()));
        return interpreter.result();
    }

    private static String bytes(TicketLives lives) {
        StringBuilder all = new StringBuilder();
        for (LifeStep step : lives.steps()) {
            if (step instanceof LifeStep.Page page) {
                page.items().forEach(item -> all.append(new String(item.bytes(), StandardCharsets.UTF_8)));
            } else {
                all.append(step);
            }
        }
        return all.toString();
    }
}
