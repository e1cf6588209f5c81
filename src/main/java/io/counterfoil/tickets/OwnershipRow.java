package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of ticket_ownership: what the fold came to. */
record OwnershipRow(
        @Nullable ContactId culturalContact,
        @Nullable String mobileStatus,
        @Nullable Instant mobileStatusAt,
        @Nullable String walletOwner,
        @Nullable String ticketHolder,
        boolean outOfStep,
        @Nullable UUID openLine,
        int arrivals,
        int lineCount,
        LogEnd end) {

    /** Of a ticket that was just imported. */
    static OwnershipRow first(@Nullable ContactId contact) {
        return new OwnershipRow(contact, null, null, null, null, false, null, 0, 0, LogEnd.EMPTY);
    }

    static OwnershipRow of(FoldState state, LogEnd end, int arrivals, AddressBook book) {
        Distribution open = state.open();
        return new OwnershipRow(
                state.culturalContact,
                state.mobileStatus,
                state.mobileStatusAt,
                state.walletOwner,
                state.ticketHolder,
                isOutOfStep(state, book),
                open == null ? null : open.id(),
                arrivals,
                state.lines().size(),
                end);
    }

    FoldState toState(List<Distribution> lines) {
        FoldState state = new FoldState(culturalContact);
        state.mobileStatus = mobileStatus;
        state.mobileStatusAt = mobileStatusAt;
        state.walletOwner = walletOwner;
        state.ticketHolder = ticketHolder;
        lines.forEach(state::add);
        return state;
    }

    /** The wallet's owner is known and is not the cultural contact (distribution rule 8). */
    private static boolean isOutOfStep(FoldState state, AddressBook book) {
        if (state.walletOwner == null) {
            return false;
        }
        Optional<EmailAddress> owner = EmailAddress.parse(state.walletOwner);
        return owner.isEmpty() || state.culturalContact == null || !book.has(state.culturalContact, owner.get());
    }
}
