package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.LogItem.BackOfficeChange;
import io.counterfoil.tickets.LogItem.ImportedContact;
import io.counterfoil.tickets.LogItem.WalletEntry;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's log in, its details, cultural contact and distribution history out (distribution rule 4). One step per item,
 * in the order that {@link LogOrder} gives; the same steps whether a ticket is folded whole or goes on from where it stood.
 */
@Rule("The mobile status, the cultural contact and the history of a ticket are what folding its log in order gives.")
final class Fold {
    private final Ids ids;
    private final TransferFold transfers;

    Fold(Ids ids) {
        this.ids = ids;
        this.transfers = new TransferFold(ids);
    }

    /** One step: what the item does to the state. */
    void step(FoldState state, LogItem item, People people) {
        switch (item) {
            case WalletEntry entry -> step(state, entry, people);
            case ImportedContact imported -> BackOfficeFold.imported(state, imported);
            case BackOfficeChange change -> BackOfficeFold.changed(state, change);
        }
    }

    private void step(FoldState state, WalletEntry entry, People people) {
        details(state, entry, people);
        if (!entry.followed()) {
            return;
        }
        if (entry.lifecycle().isTransfer()) {
            transfers.step(state, entry, people);
        } else {
            Settling.settle(state, entry, new Settling.Had(owner(state, entry, people), true), null, people, ids);
        }
    }

    /** Whom the entry names as the owner, or null. */
    static @Nullable ContactId owner(FoldState state, WalletEntry entry, People people) {
        var address = people.address(TransferParties.ownerText(entry));
        return address == null
                ? null
                : people.having(address, state, Births.rememberedBefore(people.former(), entry.digest()), null, true);
    }

    /** Ticket details (rule 8 of retrieving): absent keeps, null clears, a change of owner clears the holder. */
    private static void details(FoldState state, WalletEntry entry, People people) {
        String owner = entry.walletOwner().after(state.walletOwner);
        boolean changed = !isSameAddress(owner, state.walletOwner, people);
        state.ticketHolder = entry.ticketHolder().after(changed ? null : state.ticketHolder);
        state.walletOwner = owner;
        state.mobileStatus = entry.status();
        state.mobileStatusAt = entry.statusAt();
    }

    private static boolean isSameAddress(@Nullable String one, @Nullable String other, People people) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        var first = people.address(one);
        return one.equals(other) || (first != null && first.equals(people.address(other)));
    }
}
