package io.counterfoil.imap;

import io.counterfoil.kernel.Rule;
import java.time.Duration;
import java.time.Instant;

/** When somebody is told that a mailbox cannot be read. */
@Rule(
        "A mailbox that could not be read for longer than the limit raises one alarm; the first reading after that ends it. One to which"
                + " no mail came for longer than the hours that are set for it raises one too, and the first mail ends it.")
enum SilenceRule {
    RAISE,
    END,
    KEEP;

    /**
     * What is to be done now.
     *
     * @param readAt when it was read last, or when reading it began
     * @param raised whether there is an alarm
     */
    static SilenceRule at(Instant now, Instant readAt, Duration limit, boolean raised) {
        boolean silent = Duration.between(readAt, now).compareTo(limit) > 0;
        if (silent == raised) {
            return KEEP;
        }
        return silent ? RAISE : END;
    }
}
