package io.counterfoil.tickets;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Rule;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which addresses of an entry its lines hang on, and whether they can be used. */
@Rule(
        "An entry whose address for a line's contact is given but unusable is quarantined; an unusable address that no line"
                + " needs is not held against it.")
public final class EntryAddresses {
    private EntryAddresses() {}

    /** The addresses that applying the entry may need, as they came: those of its lines, then its block's. */
    public static List<String> needed(WalletEntry entry) {
        List<String> needed = ofLines(entry);
        if (entry.transfer() != null) {
            add(needed, entry.transfer().sender());
            add(needed, entry.transfer().recipient());
        }
        return needed;
    }

    /** Sender, recipient, owner, as far as a line may name them. */
    private static List<String> ofLines(WalletEntry entry) {
        List<String> needed = new ArrayList<>(5);
        if (entry.lifecycle().isTransfer()) {
            add(needed, TransferParties.senderText(entry));
            add(needed, TransferParties.recipientText(entry));
            if (entry.lifecycle().effect() == LifecycleStatus.Effect.CONFIRMS) {
                add(needed, TransferParties.ownerText(entry));
            }
        } else {
            add(needed, TransferParties.ownerText(entry));
        }
        return needed;
    }

    /** Why the entry can't be applied, or nothing. */
    public static Optional<String> unusable(WalletEntry entry) {
        return ofLines(entry).stream()
                .filter(text -> EmailAddress.parse(text).isEmpty())
                .map(EmailAddress::whyUnusable)
                .findFirst();
    }

    private static void add(List<String> needed, @Nullable String text) {
        if (text != null && !needed.contains(text)) {
            needed.add(text);
        }
    }
}
