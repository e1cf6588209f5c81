package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.tickets.Distribution.Birth;
import io.counterfoil.tickets.Distribution.Birth.Part;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds again, when a ticket is folded anew, the lines that former folds knew: they keep their ids and name their contacts
 * for good (rule 1 of the distribution history and of contact matching).
 */
final class Births {
    private Births() {}

    /** The former line of an entry's own transfer, or null. */
    static @Nullable Distribution formerOf(
            List<Distribution> former, WalletEntry entry, TransferParties parties, People people) {
        for (Distribution line : former) {
            boolean same = entry.transferId() == null
                    ? isBornBy(line, entry.digest(), Part.OWN)
                    : entry.transferId().equals(line.transferId());
            if (same && TransferFold.isRecipient(line, parties, people)) {
                return line;
            }
        }
        return null;
    }

    /** Whom a former fold took for the owner that an entry revealed, or null. */
    static @Nullable ContactId rememberedBefore(List<Distribution> former, UUID digest) {
        for (Distribution line : former) {
            if (isBornBy(line, digest, Part.BEFORE) || isBornBy(line, digest, Part.AFTER)) {
                return line.newContact();
            }
        }
        return null;
    }

    static boolean isBornBy(Distribution line, UUID digest, Part part) {
        return line.birth() instanceof Birth.Entry(UUID bornBy, Part as) && as == part && bornBy.equals(digest);
    }

    /** Gives the lines of a fresh fold the ids under which the former fold knew them. */
    static void keepIds(FoldState fresh, List<Distribution> former) {
        Set<UUID> taken = new HashSet<>();
        fresh.lines().forEach(line -> taken.add(line.id()));
        for (int i = 0; i < fresh.lines().size(); i++) {
            Distribution line = fresh.lines().get(i);
            for (Distribution known : former) {
                if (!taken.contains(known.id()) && isSame(line, known)) {
                    taken.add(known.id());
                    fresh.rename(i, known.id());
                    break;
                }
            }
        }
    }

    private static boolean isSame(Distribution line, Distribution known) {
        if (!(line.birth() instanceof Birth.Entry(UUID digest, Part part))) {
            return false;
        }
        if (part != Part.OWN) {
            return isBornBy(known, digest, part) && line.newContact().equals(known.newContact());
        }
        // a transfer without an id that another entry bore first in the former fold
        return line.transferId() == null
                && known.transferId() == null
                && known.birth() instanceof Birth.Entry(UUID other, Part as)
                && as == Part.OWN
                && Objects.equals(line.oldContact(), known.oldContact())
                && line.newContact().equals(known.newContact());
    }
}
