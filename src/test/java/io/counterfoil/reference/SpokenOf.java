package io.counterfoil.reference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Of which line an entry speaks. Source: distribution history, rules 1, 3 and 5. */
final class SpokenOf {
    /** The ticket's lines so far. */
    private final List<ReferenceLine> lines;

    SpokenOf(List<ReferenceLine> lines) {
        this.lines = lines;
    }

    @Nullable
    ReferenceLine open() {
        return lines.stream()
                .filter(line -> line.status == ReferenceLine.Status.PENDING)
                .findFirst()
                .orElse(null);
    }

    /** Which line tells the recipient when the entry doesn't. Rule 3. */
    @Nullable
    ReferenceLine toldByLines(ReferenceEntry entry) {
        ReferenceLine open = open();
        if (open != null && isOf(open, entry.transferId())) {
            return open;
        }
        ReferenceLine last = null;
        for (ReferenceLine line : lines) {
            last = isOf(line, entry.transferId()) ? line : last;
        }
        return last == null && entry.family() == ReferenceEntry.Family.FAILED ? open : last;
    }

    /** The line of the very transfer of which an entry speaks. Rule 1. */
    @Nullable
    ReferenceLine ownLine(ReferenceEntry entry, @Nullable String recipient, @Nullable ReferenceLine told) {
        if (entry.transferId() != null) {
            return lines.stream()
                    .filter(line -> isOf(line, entry.transferId()))
                    .filter(line -> line == told || line.newContact.has(recipient))
                    .findFirst()
                    .orElse(null);
        }
        ReferenceLine open = open();
        if (open == null || (open != told && !open.newContact.has(recipient))) {
            return null;
        }
        String sender = ReferenceEntry.key(entry.senderText());
        boolean sameSender = sender == null || (open.oldContact != null && open.oldContact.has(sender));
        return sameSender ? open : null;
    }

    static boolean isOf(ReferenceLine line, @Nullable String transferId) {
        return transferId != null && transferId.equals(line.transferId);
    }

    /** An entry outside the transfer family whose block names the open transfer as still going on. Rule 5. */
    static boolean names(ReferenceEntry entry, ReferenceLine open) {
        ReferenceEntry.Block block = entry.transfer();
        if (block == null || block.endedAt() != null) {
            return false;
        }
        String recipient = ReferenceEntry.key(block.recipientEmail());
        if (block.transferId() != null) {
            return isOf(open, block.transferId()) && (recipient == null || open.newContact.has(recipient));
        }
        return open.oldContact != null
                && open.oldContact.has(ReferenceEntry.key(block.senderEmail()))
                && open.newContact.has(recipient);
    }
}
