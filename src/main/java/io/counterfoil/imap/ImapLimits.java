package io.counterfoil.imap;

import io.counterfoil.kernel.RetryRule;
import io.counterfoil.mail.InboundMails;
import java.time.Duration;

/**
 * How far reading goes.
 *
 * @param largest bytes of a mail; of a larger one the beginning is kept
 * @param round mails that one look fetches before it notes that all is well
 * @param unreachable waits while a server is away
 * @param refused waits while it does not let us in: longer, since servers lock accounts that are tried too often
 * @param remark waits before a mail is tried again that could not be fetched
 */
record ImapLimits(ImapTimes times, int largest, int round, RetryRule unreachable, RetryRule refused, RetryRule remark) {
    static final ImapLimits USUAL = new ImapLimits(
            ImapTimes.USUAL,
            InboundMails.LARGEST,
            500,
            new RetryRule(Integer.MAX_VALUE, Duration.ofSeconds(2), Duration.ofMinutes(5)),
            new RetryRule(Integer.MAX_VALUE, Duration.ofSeconds(30), Duration.ofMinutes(15)),
            // some ten days in all
            new RetryRule(30, Duration.ofMinutes(5), Duration.ofHours(12)));

    RetryRule waits(ImapTrouble.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> unreachable;
            case REFUSED, FAILED -> refused;
        };
    }
}
