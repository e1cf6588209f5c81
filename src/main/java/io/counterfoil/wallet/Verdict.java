package io.counterfoil.wallet;

import java.util.Locale;

/** What came of an action on one ticket. */
sealed interface Verdict {
    /** Done; the change has this sequence, or the ticket's last one where nothing needed telling. */
    record Accepted(long sequence) implements Verdict {}

    /** It was so already. */
    record Unchanged(long sequence) implements Verdict {}

    /**
     * Not done.
     *
     * @param type stable word for programs, such as {@code transfer-open}
     * @param reason a sentence for people
     */
    record Rejected(String type, String reason) implements Verdict {
        static Rejected because(WhatIsAllowed.No no) {
            return new Rejected(no.name().toLowerCase(Locale.ROOT).replace('_', '-'), no.sentence());
        }

        static Rejected over(Transfer transfer) {
            Object how = transfer.reason() == null ? transfer.state() : transfer.reason();
            return new Rejected("transfer-over", "the transfer is over since " + transfer.endedAt() + " (" + how + ")");
        }
    }
}
