package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.LogItem.WalletEntry;
import org.jspecify.annotations.Nullable;

/**
 * Who sends and who receives, for an entry of the transfer family (distribution rule 3). The block decides; where it is
 * silent the entry's other members tell, then what is known of the ticket.
 *
 * @param sender null when the entry does not name one: then {@code senderKnown}
 * @param recipientKnown the recipient where only a line tells him
 */
@Rule(
        "Sender: the block's, else (pending and failures) the wallet owner, else the open line's to that recipient, else the"
                + " cultural contact. Recipient: the block's, else spectatorDetails, else (TRANSFERRED) the wallet owner, else (failures)"
                + " the line tells.")
record TransferParties(
        @Nullable EmailAddress sender,
        @Nullable ContactId senderKnown,
        @Nullable EmailAddress recipient,
        @Nullable ContactId recipientKnown) {

    /** The parties, or null when nothing tells the recipient: then the entry refreshes details only. */
    static @Nullable TransferParties of(WalletEntry entry, FoldState state, People people) {
        EmailAddress recipient = people.address(recipientText(entry));
        ContactId recipientKnown = null;
        if (recipient == null) {
            Distribution told = entry.lifecycle().effect() == LifecycleStatus.Effect.CANCELS
                    ? lineOf(entry.transferId(), state)
                    : null;
            if (told == null) {
                return null;
            }
            recipientKnown = told.newContact();
        }
        EmailAddress sender = people.address(senderText(entry));
        ContactId senderKnown = null;
        if (sender == null) {
            Distribution open = state.open();
            boolean toRecipient = open != null
                    && (recipientKnown != null
                            ? open.newContact().equals(recipientKnown)
                            : people.has(open.newContact(), recipient));
            senderKnown = toRecipient && open != null ? open.oldContact() : state.culturalContact;
        }
        return new TransferParties(sender, senderKnown, recipient, recipientKnown);
    }

    /** The sender's address as the entry has it, or null. */
    static @Nullable String senderText(WalletEntry entry) {
        String told = entry.transfer() == null ? null : given(entry.transfer().sender());
        return told != null || entry.lifecycle().effect() == LifecycleStatus.Effect.CONFIRMS ? told : ownerText(entry);
    }

    /** The recipient's address as the entry has it, or null. */
    static @Nullable String recipientText(WalletEntry entry) {
        String told = entry.transfer() == null ? null : given(entry.transfer().recipient());
        if (told == null) {
            told = given(entry.spectator());
        }
        return told == null && entry.lifecycle().effect() == LifecycleStatus.Effect.CONFIRMS ? ownerText(entry) : told;
    }

    /** The owner's address as the entry has it, or null; blank is nothing. */
    static @Nullable String ownerText(WalletEntry entry) {
        return given(entry.walletOwner().orNull());
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A failure without a recipient speaks of the line of its transfer id, else of the open line. */
    private static @Nullable Distribution lineOf(@Nullable String transferId, FoldState state) {
        if (transferId != null) {
            for (Distribution line : state.lines().reversed()) {
                if (transferId.equals(line.transferId())) {
                    return line;
                }
            }
        }
        return state.open();
    }
}
