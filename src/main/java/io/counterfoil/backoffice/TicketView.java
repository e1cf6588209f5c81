package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.push.UndoRequest;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.Ticket;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ticket and how it got to whoever has it.
 *
 * @param walletOwner address, empty: unknown
 * @param holderName of the beneficiary named on the ticket; empty: nobody is
 * @param open the line that is open, if one is
 * @param runs that touched it, newest first
 * @param undo what waits for a second person
 */
record TicketView(
        Ticket ticket,
        Person holder,
        String walletOwner,
        String holderName,
        @Nullable Line open,
        List<Line> lines,
        ChainPicture chain,
        List<LogLine> log,
        List<Touched> runs,
        Actions actions,
        @Nullable UndoRequest undo) {

    /** A line of the distribution history with its people. */
    record Line(
            Distribution line,
            Person from,
            Person to,
            @Nullable Instant began,
            boolean inferred) {}

    /** A line of the wallet's status log. */
    record LogLine(WalletEntry entry, String owner, String sender, String recipient) {}

    /** A run that touched the ticket, and when. */
    record Touched(UUID run, Instant at) {}

    /**
     * What the reader may do with it now.
     *
     * @param move distribute it
     * @param takeBack give it back to whom it came from
     * @param undo ask that an accepted transfer is undone, which another person approves
     * @param transfer cancel, resend or correct the open transfer
     * @param backTo to whom it would go back
     */
    record Actions(
            boolean move,
            boolean takeBack,
            boolean undo,
            boolean transfer,
            @Nullable Person backTo) {
        static final Actions NONE = new Actions(false, false, false, false, null);
    }
}
