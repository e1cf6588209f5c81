package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What every mail of an organizer is read with: mailboxes, tags, suppliers. Kept for some seconds; what this node saves counts at once.
 */
final class IntakeSettings {
    /** How long another node's change may go unseen. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final MailboxTags tags;
    private final Suppliers suppliers;
    private final BlockedSenders blocked;
    private final Clock clock;
    private final Map<OrganizerCode, Kept> kept = new ConcurrentHashMap<>();

    IntakeSettings(
            OrganizerTransactions transactions,
            Mailboxes mailboxes,
            MailboxTags tags,
            Suppliers suppliers,
            BlockedSenders blocked,
            Clock clock) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.tags = tags;
        this.suppliers = suppliers;
        this.blocked = blocked;
        this.clock = clock;
    }

    /**
     * The settings of an organizer.
     *
     * @param mailboxes by code
     * @param ownAddresses keys of their addresses
     * @param suppliers by address and by domain
     * @param blocked addresses and domains
     */
    record Settings(
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

    /** @param version what had been saved on this node when it was read */
    private record Kept(Settings settings, long version, Instant until) {}

    /** Not within a writing transaction, whose own changes nobody else may see. */
    Settings of(OrganizerCode organizer) {
        long version = mailboxes.version() + tags.version() + suppliers.version() + blocked.version();
        Kept found = kept.get(organizer);
        Instant now = clock.instant();
        if (found != null && found.version() == version && now.isBefore(found.until())) {
            return found.settings();
        }
        Settings read = transactions.read(organizer, () -> read(organizer));
        kept.put(organizer, new Kept(read, version, now.plus(KEPT)));
        return read;
    }

    private Settings read(OrganizerCode organizer) {
        List<Mailbox> all = mailboxes.list(organizer);
        Map<String, Supplier> byAddress = new ConcurrentHashMap<>();
        for (Supplier supplier : suppliers.list(organizer)) {
            supplier.addresses().forEach(address -> byAddress.put(address, supplier));
            supplier.domains().forEach(domain -> byAddress.put(domain, supplier));
        }
        return new Settings(
                all.stream().collect(Collectors.toUnmodifiableMap(Mailbox::code, Function.identity())),
                all.stream().map(mailbox -> mailbox.address().key()).collect(Collectors.toUnmodifiableSet()),
                tags.matching(organizer),
                Map.copyOf(byAddress),
                blocked.list(organizer).stream()
                        .map(BlockedSenders.Blocked::address)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
