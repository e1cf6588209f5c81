package io.counterfoil.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.reference.LifeSettings;
import io.counterfoil.reference.LifeSettings.Form;
import io.counterfoil.reference.LifeStep;
import io.counterfoil.reference.ReferenceInterpreter;
import io.counterfoil.reference.ReferenceResult;
import io.counterfoil.reference.TicketLives;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Made-up ticket lives through the real engine over a real database, beside the reference interpreter: whatever the order of
 * delivery, the repeats and the crashes, both must come to the same end. The name of a failing case has the seed that replays
 * it: {@code mvn test -Dtest=SimulationTest -Dcounterfoil.seed=SEED}; {@code -Dcounterfoil.lives=N} plays more.
 */
@Order(2)
class SimulationTest {
    private static final long FIRST_SEED = Long.getLong("counterfoil.seed", 20_261_121L);
    private static final int LIVES =
            Integer.getInteger("counterfoil.lives", System.getProperty("counterfoil.seed") == null ? 12 : 1);

    static Stream<Arguments> lives() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + LIVES)
                .boxed()
                .flatMap(seed -> Stream.of(
                        Arguments.of(seed, "proper", LifeSettings.plain(form(seed))),
                        Arguments.of(seed, "everything", LifeSettings.everything(form(seed)))));
    }

    @ParameterizedTest(name = "seed {0}, {1}")
    @MethodSource("lives")
    void theDatabaseEndsAsTheReferenceDoes(long seed, String world, LifeSettings settings) {
        TicketLives lives = TicketLives.of(seed, settings);
        ReferenceInterpreter reference = lives.interpreter();
        try (SimulatedBackOffice backOffice = new SimulatedBackOffice(seed, 0.2)) {
            for (int i = 1; i <= settings.interfaces(); i++) {
                backOffice.addInterface("mobile-" + i);
            }
            lives.knownBefore().forEach(backOffice::knownBefore);
            int number = 0;
            for (LifeStep step : lives.steps()) {
                number++;
                TicketLives.play(step, reference);
                try {
                    backOffice.play(step);
                    backOffice.assertInvariants();
                    assertSame(reference.result(), backOffice.result());
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + seed + ", world " + world + ", step " + number + ": " + step, e);
                }
            }
        }
    }

    private static void assertSame(ReferenceResult expected, ReferenceResult actual) {
        assertThat(expected.differences(actual, 2)).isEmpty();
    }

    private static Form form(long seed) {
        return seed % 2 == 0 ? Form.EVERY_CHANGE : Form.LAST_STATE;
    }
}
