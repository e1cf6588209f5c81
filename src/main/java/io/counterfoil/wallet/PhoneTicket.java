package io.counterfoil.wallet;

import io.counterfoil.wallet.SpectatorStore.TicketView;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the phone page shows it.
 *
 * @param code what the entrance reads; null while the ticket is not activated
 */
record PhoneTicket(
        TicketView ticket, @Nullable String code, @Nullable QrPicture picture) {
    static PhoneTicket of(TicketView ticket, @Nullable String code) {
        return new PhoneTicket(
                ticket, code, code == null ? null : QrPicture.of(code).orElse(null));
    }

    /** Its text is {@code phone.state.…}. */
    public String state() {
        if (ticket.withdrawn()) {
            return "withdrawn";
        }
        if (ticket.controlled()) {
            return "used";
        }
        if (ticket.openTransfer() != null) {
            return "leaving";
        }
        if (ticket.activated()) {
            return "active";
        }
        return ticket.downloaded() ? "ready" : "new";
    }

    /**
     * Why an action is not allowed, as the last part of {@code phone.no.…}; null: it is.
     *
     * @param action name of a {@link WalletAction}
     */
    public @Nullable String objection(String action) {
        WhatIsAllowed.Facts facts = new WhatIsAllowed.Facts(
                true,
                false,
                ticket.controlled(),
                ticket.withdrawn(),
                ticket.openTransfer() != null,
                ticket.downloaded(),
                ticket.activated(),
                0,
                ticket.transfersLeft(),
                false,
                ticket.returnable());
        return WhatIsAllowed.objection(WalletAction.valueOf(action), facts)
                .map(no -> Verdict.Rejected.because(no).type())
                .orElse(null);
    }

    /** Holds nothing that a phone without connection could not show: kept there. */
    public boolean isKept() {
        return ticket.downloaded() && !ticket.withdrawn();
    }
}
