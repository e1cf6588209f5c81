package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.OutgoingFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Files that agents put beside what they wrote, for reading. Those of mails that came are with {@link StoredMails}. */
public final class CaseFiles {
    private final OrganizerTransactions transactions;
    private final CaseFileStore store;

    CaseFiles(OrganizerTransactions transactions, CaseFileStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * A file without its bytes.
     *
     * @param number from 1, within its entry
     * @param size bytes
     */
    public record Listed(int number, String filename, long size) {}

    /** The files of entries, by entry, in their order; entries without any are left out. */
    public Map<UUID, List<Listed>> list(OrganizerCode organizer, Collection<UUID> entries) {
        return entries.isEmpty() ? Map.of() : transactions.read(organizer, () -> store.list(organizer, entries));
    }

    public Optional<OutgoingFile> find(OrganizerCode organizer, UUID entry, int number) {
        return transactions.read(organizer, () -> store.find(organizer, entry, number));
    }
}
