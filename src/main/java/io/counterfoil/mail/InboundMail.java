package io.counterfoil.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail that arrived, without its bytes.
 *
 * @param mailbox code of the mailbox where it arrived first
 * @param sameIdOtherBytes another mail came before under its Message-ID
 * @param stage where taking it failed; null: it did not
 * @param error what failed there, for people
 * @param subject of one that failed and could be read; null: of any other
 * @param sender name or address of whoever sent it, likewise
 */
public record InboundMail(
        UUID id,
        String mailbox,
        long size,
        Instant storedAt,
        boolean sameIdOtherBytes,
        State state,
        @Nullable Instant takenAt,
        @Nullable String stage,
        @Nullable String error,
        @Nullable String subject,
        @Nullable String sender) {
    /** What became of it. */
    public enum State {
        /** Stored, and nobody has decided yet. */
        WAITING,
        /** Decided. */
        TAKEN,
        /** A stage broke; it can be taken again. */
        FAILED
    }

    static InboundMail waiting(UUID id, String mailbox, long size, Instant storedAt, boolean sameIdOtherBytes) {
        return new InboundMail(
                id, mailbox, size, storedAt, sameIdOtherBytes, State.WAITING, null, null, null, null, null);
    }
}
