package io.counterfoil.push;

import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many tickets distributed or taken back at once.
 *
 * @param lines how many are in each state
 * @param beatAt last sign of life of whoever works on it; null: nobody has begun
 */
public record BulkJob(
        UUID id,
        Action action,
        String reason,
        boolean cancelOpen,
        State state,
        String createdBy,
        Instant createdAt,
        @Nullable Instant beatAt,
        Map<LineState, Long> lines) {

    /** What is done with each ticket. */
    public enum Action {
        DISTRIBUTE,
        TAKE_BACK
    }

    /** How far the whole is. */
    public enum State {
        PREVIEW,
        RUNNING,
        DONE
    }

    /** How far a line is. */
    public enum LineState {
        WAITING,
        DOING,
        DONE,
        /** The wallet has not answered yet. */
        ASKED,
        REFUSED,
        /** Whoever was at it died: nobody knows whether it was done, so it is not done again. */
        UNCLEAR
    }

    /**
     * A ticket of it.
     *
     * @param email of the recipient, while the line waits; null where tickets are taken back
     * @param reason why it was refused: the type of the refusal, {@code field.} and the field that was wrong, {@code wallet} or
     *     {@code erased}
     * @param detail the refusal's own words, in English
     */
    public record Line(
            int number,
            String ticketId,
            @Nullable String email,
            @Nullable String firstName,
            @Nullable String lastName,
            LineState state,
            @Nullable String reason,
            @Nullable String detail) {}

    /**
     * A ticket of it, and what would become of it.
     *
     * @param known whether there is such a ticket
     * @param injected whether a wallet has to agree
     * @param open whether a transfer is open
     * @param repeated whether the ticket stands on an earlier line too
     * @param stuck whether it is to be taken back and there is nobody to whom it would go
     */
    public record Preview(Line line, boolean known, boolean injected, boolean open, boolean repeated, boolean stuck) {
        /** Whether nobody can be written to at the recipient's address, so that the line will be refused. */
        public boolean unusable() {
            return line.email() != null && EmailAddress.parse(line.email()).isEmpty();
        }

        /** Whether neither the ticket nor the address is against it. */
        public boolean fits() {
            return known && !unusable() && !stuck;
        }
    }

    public long all() {
        return lines.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Lines that have come to an end. */
    public long ended() {
        return all() - lines.getOrDefault(LineState.WAITING, 0L) - lines.getOrDefault(LineState.DOING, 0L);
    }
}
