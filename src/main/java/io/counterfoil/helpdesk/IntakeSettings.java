package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What every mail of an organizer is read with: mailboxes, tags, suppliers, blocked senders. Kept in memory with the number of their last
 * change. A mail is read before its turn comes, with what is kept then; in the turn, in which nobody changes settings, those are read again
 * that were read with former ones. So a change counts for whatever is decided after it, on whichever node it was saved.
 */
final class IntakeSettings {
    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final MailboxTags tags;
    private final Suppliers suppliers;
    private final BlockedSenders blocked;
    private final Map<OrganizerCode, Settings> kept = new ConcurrentHashMap<>();

    IntakeSettings(
            OrganizerTransactions transactions,
            Mailboxes mailboxes,
            MailboxTags tags,
            Suppliers suppliers,
            BlockedSenders blocked) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.tags = tags;
        this.suppliers = suppliers;
        this.blocked = blocked;
    }

    /**
     * The settings of an organizer.
     *
     * @param version the number of their last change
     * @param mailboxes by code
     * @param ownAddresses keys of their addresses
     * @param suppliers by address and by domain
     * @param blocked addresses and domains
     */
    record Settings(
            long version,
            Map<String, Mailbox> mailboxes,
            Set<String> ownAddresses,
            IdTags tags,
            Map<String, Supplier> suppliers,
            Set<String> blocked) {
        /** Whether somebody blocked the address, or its domain. */
        boolean isBlocked(EmailAddress address) {
            String key = address.key();
            return blocked.contains(key) || blocked.contains(key.substring(key.lastIndexOf('@') + 1));
        }

        /** Whose address it is; an address of its own goes before its domain. */
        Optional<Supplier> supplier(EmailAddress address) {
            String key = address.key();
            Supplier own = suppliers.get(key);
            return Optional.ofNullable(own == null ? suppliers.get(key.substring(key.lastIndexOf('@') + 1)) : own);
        }
    }

    /** Those that are kept, be they outdated; without a look into the database where there are any. */
    Settings kept(OrganizerCode organizer) {
        Settings found = kept.get(organizer);
        return found == null ? current(organizer) : found;
    }

    /** Those that count now. Not within a transaction that changes them, which may come to nothing. */
    Settings current(OrganizerCode organizer) {
        return transactions.read(organizer, () -> {
            Settings found = kept.get(organizer);
            if (found != null && found.version() == mailboxes.readingVersion(organizer)) {
                return found;
            }
            Settings read = read(organizer);
            kept.put(organizer, read);
            return read;
        });
    }

    private Settings read(OrganizerCode organizer) {
        // before the rest: what somebody changes meanwhile is outdated then, and not taken for current
        long version = mailboxes.readingVersion(organizer);
        List<Mailbox> all = mailboxes.list(organizer);
        Map<String, Supplier> byAddress = new ConcurrentHashMap<>();
        for (Supplier supplier : suppliers.list(organizer)) {
            supplier.addresses().forEach(address -> byAddress.put(address, supplier));
            supplier.domains().forEach(domain -> byAddress.put(domain, supplier));
        }
        return new Settings(
                version,
                all.stream().collect(Collectors.toUnmodifiableMap(Mailbox::code, Function.identity())),
                all.stream().map(mailbox -> mailbox.address().key()).collect(Collectors.toUnmodifiableSet()),
                tags.matching(organizer),
                Map.copyOf(byAddress),
                blocked.list(organizer).stream()
                        .map(BlockedSenders.Blocked::address)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
