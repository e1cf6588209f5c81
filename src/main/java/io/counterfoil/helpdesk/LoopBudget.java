package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many automatic mails may go out, so that two programs that answer each other come to rest whatever their headers say.
 *
 * @param hour most in an hour
 * @param day most in 24 hours
 */
@Rule(
        "Automatic mails are counted by recipient, by case and by pair of mailboxes, by the hour. What would be over the number of an hour or of"
                + " a day is not sent, and opens a breaker: then nothing is, until 24 hours have passed in which nothing would have been, or"
                + " an operator closes it.")
record LoopBudget(int hour, int day) {
    /** A breaker that nobody closes does so by itself after this time without another attempt. */
    static final Duration QUIET = Duration.ofHours(24);

    /** What is counted. */
    enum Scope {
        /** All automatic mails to an address. */
        SENDER(6, 20),
        /** All automatic mails of a case. */
        CASE(6, 20),
        /** Automatic mails from one of our mailboxes to an address. */
        PAIR(4, 10),
        /** Notices of a case to an agent. */
        AGENT(20, 100);

        private final int hour;
        private final int day;

        Scope(int hour, int day) {
            this.hour = hour;
            this.day = day;
        }

        LoopBudget budget() {
            return new LoopBudget(hour, day);
        }
    }

    /** What becomes of a mail. */
    enum Verdict {
        /** It is sent, and counted. */
        SEND,
        /** It is not sent, and a breaker opens. */
        OPEN,
        /** It is not sent, as a breaker is open. */
        STOP
    }

    /**
     * @param inHour sent in the last hour
     * @param inDay sent in the last 24 hours
     * @param lastStopped when the breaker stopped something the last time; null: it is not open
     */
    Verdict of(int inHour, int inDay, @Nullable Instant lastStopped, Instant now) {
        if (lastStopped != null && Duration.between(lastStopped, now).compareTo(QUIET) < 0) {
            return Verdict.STOP;
        }
        return inHour < hour && inDay < day ? Verdict.SEND : Verdict.OPEN;
    }
}
