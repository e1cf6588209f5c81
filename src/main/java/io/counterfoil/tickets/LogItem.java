package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What takes part in the fold of a ticket: wallet entries, and what imports and the back office said. */
public sealed interface LogItem {
    /** Number of the item among its ticket's items, from 1, as they came. */
    int arrival();

    /** Who is to blame or to thank for a step of a line, and when the back office learnt of it. */
    Cause cause();

    /** @param at when the back office learnt of it */
    record Cause(
            Distribution.Source source,
            @Nullable String actor,
            Instant at,
            @Nullable UUID runId) {}

    /**
     * A distinct entry of the status log.
     *
     * @param digest tells repeats
     * @param stream the interface and epoch within which sequences are compared
     * @param status the word as it came
     * @param spectator address of {@code spectatorDetails}, as it came
     * @param followed false: it came while distribution was switched off and refreshes details only
     */
    record WalletEntry(
            UUID digest,
            int arrival,
            Stream stream,
            @Nullable Long sequence,
            String status,
            @Nullable Instant statusAt,
            Told<String> walletOwner,
            Told<String> ticketHolder,
            @Nullable String spectator,
            @Nullable Transfer transfer,
            boolean followed,
            UUID runId,
            Instant receivedAt)
            implements LogItem {
        @Override
        public Cause cause() {
            return new Cause(Distribution.Source.WALLET, stream.interfaceCode(), receivedAt, runId);
        }

        LifecycleStatus lifecycle() {
            return LifecycleStatus.of(status);
        }

        @Nullable
        String transferId() {
            return transfer == null ? null : transfer.transferId();
        }

        WalletEntry withArrival(int number) {
            return new WalletEntry(
                    digest,
                    number,
                    stream,
                    sequence,
                    status,
                    statusAt,
                    walletOwner,
                    ticketHolder,
                    spectator,
                    transfer,
                    followed,
                    runId,
                    receivedAt);
        }

        WalletEntry nowFollowed() {
            return new WalletEntry(
                    digest,
                    arrival,
                    stream,
                    sequence,
                    status,
                    statusAt,
                    walletOwner,
                    ticketHolder,
                    spectator,
                    transfer,
                    true,
                    runId,
                    receivedAt);
        }
    }

    /** The transfer block of an entry, addresses as they came. */
    record Transfer(
            @Nullable String transferId,
            @Nullable String sender,
            @Nullable String recipient,
            @Nullable Instant initiatedAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {}

    /** Sequences are compared within one interface and one epoch of it only. */
    record Stream(String interfaceCode, int epoch) {
        @Override
        public String toString() {
            return interfaceCode + "#" + epoch;
        }

        static Stream parse(String text) {
            int hash = text.lastIndexOf('#');
            return new Stream(text.substring(0, hash), Integer.parseInt(text.substring(hash + 1)));
        }
    }

    /** An import row whose contact is not the one that the import before said (distribution rule 7). */
    record ImportedContact(
            UUID id,
            int arrival,
            ContactId contact,
            @Nullable String actor,
            Instant at) implements LogItem {
        @Override
        public Cause cause() {
            return new Cause(Distribution.Source.IMPORT, actor, at, null);
        }
    }

    /**
     * A change that the back office makes itself (distribution rule 6).
     *
     * @param id the line's id
     * @param requestedAt when it was asked for
     */
    record BackOfficeChange(
            UUID id,
            int arrival,
            Distribution.Action action,
            ContactId contact,
            @Nullable String actor,
            @Nullable String reason,
            Instant requestedAt,
            Answer answer)
            implements LogItem {
        @Override
        public Cause cause() {
            return new Cause(Distribution.Source.BACK_OFFICE, actor, requestedAt, null);
        }
    }

    /** What the wallet said to a back-office change. */
    sealed interface Answer {
        /** The ticket was never injected: nobody to ask. */
        record NotNeeded() implements Answer {}

        /** Not answered yet. */
        record Waiting() implements Answer {}

        /** Done in the wallet; earlier entries of the old owner are late from now on. */
        record Accepted(Stream stream, @Nullable Long sequence, Instant at) implements Answer {}

        record Rejected(String reason, Instant at) implements Answer {}
    }
}
