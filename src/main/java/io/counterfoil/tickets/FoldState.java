package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the fold of a ticket's log has come to so far. Mutable, of one ticket, in memory. */
final class FoldState {
    @Nullable
    ContactId culturalContact;

    @Nullable
    String mobileStatus;

    @Nullable
    Instant mobileStatusAt;

    /** As the wallet wrote it. */
    @Nullable
    String walletOwner;

    /** JSON. */
    @Nullable
    String ticketHolder;

    private final List<Distribution> lines = new ArrayList<>();
    private int open = -1;

    FoldState(@Nullable ContactId culturalContact) {
        this.culturalContact = culturalContact;
    }

    /** The lines in fold order. */
    List<Distribution> lines() {
        return lines;
    }

    /** The one line that is open, or null. */
    @Nullable
    Distribution open() {
        return open < 0 ? null : lines.get(open);
    }

    void add(Distribution line) {
        lines.add(line);
        if (line.isOpen()) {
            open(lines.size() - 1);
        }
    }

    /** Puts the changed line into the place of the one with its id. */
    void replace(Distribution changed) {
        int at = indexOf(changed);
        lines.set(at, changed);
        if (changed.isOpen()) {
            open(at);
        } else if (open == at) {
            open = -1;
        }
    }

    /** Gives a line the id under which it was known before. */
    void rename(int at, UUID knownId) {
        lines.set(at, lines.get(at).as(knownId));
    }

    private void open(int at) {
        if (open >= 0 && open != at) {
            throw new IllegalStateException("lines " + lines.get(open).id() + " and "
                    + lines.get(at).id() + " of one ticket are both open (expected: at most one)");
        }
        open = at;
    }

    private int indexOf(Distribution line) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).id().equals(line.id())) {
                return i;
            }
        }
        throw new IllegalStateException("line " + line.id() + " is not one of this ticket's");
    }
}
