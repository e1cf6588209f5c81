package io.counterfoil.tickets;

import io.counterfoil.contacts.AddressBook;
import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.BackOfficeChange;
import io.counterfoil.tickets.LogItem.ImportedContact;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One ticket in memory while something happens to it: what its log came to, and the log itself where that is needed. Takes
 * entries and changes one by one and knows afterwards what is to be stored. Not safe for use by several threads.
 *
 * <p>An entry that is newer than everything known is one step of the fold; any other is put in its place and the ticket is
 * folded again (distribution rule 4).
 */
public final class TicketLedger {
    private final TicketId ticketId;
    private final @Nullable TicketFacts facts;
    private final List<Distribution> stored;
    private final OwnershipRow storedRow;
    private final @Nullable List<LogItem> log;
    private final List<WalletEntry> added = new ArrayList<>();
    private final List<WalletEntry> followedLater = new ArrayList<>();
    private FoldState state;
    private LogEnd end;
    private int arrivals;
    private @Nullable ContactId importedContact;
    private boolean refolded;

    /** @param facts null where nobody will ask for them; folding again needs them */
    TicketLedger(
            TicketId ticketId,
            @Nullable TicketFacts facts,
            OwnershipRow row,
            List<Distribution> lines,
            @Nullable List<LogItem> log) {
        this.ticketId = ticketId;
        this.facts = facts;
        this.storedRow = row;
        this.stored = List.copyOf(lines);
        this.log = log == null ? null : new ArrayList<>(log);
        this.state = row.toState(lines);
        this.end = row.end();
        this.arrivals = row.arrivals();
        this.importedContact = facts == null ? null : facts.importedContact();
    }

    public TicketId ticketId() {
        return ticketId;
    }

    /** What the back office says of it, where it was loaded. */
    public TicketFacts facts() {
        return Objects.requireNonNull(facts, "the facts were not loaded");
    }

    /** What the last import said, imports of this ledger included. */
    public @Nullable ContactId importedContact() {
        return importedContact;
    }

    public @Nullable ContactId culturalContact() {
        return state.culturalContact;
    }

    /** The transfer or change that is open, or null. */
    public @Nullable Distribution open() {
        return state.open();
    }

    /** The distribution history in fold order. */
    public List<Distribution> lines() {
        return List.copyOf(state.lines());
    }

    /** The ticket's own contacts, as matching prefers them (contact rule 1). */
    public List<ContactId> preferredContacts() {
        return People.preferred(state);
    }

    /** The addresses that applying the entries may need beyond their own: all of a log that may be folded again. */
    public List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        if (storedRow.walletOwner() != null) {
            addresses.add(storedRow.walletOwner());
        }
        if (log != null) {
            for (LogItem item : log) {
                if (item instanceof WalletEntry entry) {
                    addresses.addAll(EntryAddresses.needed(entry));
                }
            }
        }
        return addresses;
    }

    /** Applies a wallet entry; its arrival number is given here. False: a repeat, nothing changed. */
    public boolean deliver(WalletEntry entry, PagePeople people, @Nullable ContactDetails details) {
        if (log == null && !end.isBefore(entry)) {
            throw new IllegalStateException("ticket " + ticketId() + " takes a late entry without its log");
        }
        if (isKnown(entry.digest())) {
            return false;
        }
        WalletEntry numbered = entry.withArrival(++arrivals);
        added.add(numbered);
        boolean newer = end.isBefore(numbered);
        end = end.after(numbered);
        take(numbered, newer, people, details);
        return true;
    }

    /** Applies an import row with a contact that is not the last imported one (distribution rule 7). */
    public void importContact(ContactId contact, @Nullable String actor, Instant at, PagePeople people) {
        importedContact = contact;
        take(new ImportedContact(people.ids().next(), ++arrivals, contact, actor, at), true, people, null);
    }

    /** Opens a back-office change, or confirms it at once where the wallet need not be asked. */
    public UUID change(
            Distribution.Action action,
            ContactId to,
            @Nullable String actor,
            @Nullable String reason,
            Instant at,
            boolean askWallet,
            PagePeople people) {
        UUID id = people.ids().next();
        Answer answer = askWallet ? new Answer.Waiting() : new Answer.NotNeeded();
        take(new BackOfficeChange(id, ++arrivals, action, to, actor, reason, at, answer), true, people, null);
        return id;
    }

    /** The wallet's answer to a back-office change; needs the log. False: it was answered before. */
    public boolean answered(UUID changeId, Answer answer, PagePeople people) {
        List<LogItem> items = Objects.requireNonNull(log, "an answer needs the log");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof BackOfficeChange change
                    && change.id().equals(changeId)
                    && change.answer() instanceof Answer.Waiting) {
                BackOfficeChange answered = new BackOfficeChange(
                        change.id(),
                        change.arrival(),
                        change.action(),
                        change.contact(),
                        change.actor(),
                        change.reason(),
                        change.requestedAt(),
                        answer);
                items.set(i, answered);
                end = end.after(answered);
                foldAgain(people, null, null);
                return true;
            }
        }
        return false;
    }

    /** Follows what came while distribution was switched off (distribution rule 8); needs the log. */
    public boolean follow(PagePeople people) {
        List<LogItem> items = Objects.requireNonNull(log, "following needs the log");
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof WalletEntry entry && !entry.followed()) {
                WalletEntry followed = entry.nowFollowed();
                items.set(i, followed);
                followedLater.add(followed);
            }
        }
        if (followedLater.isEmpty()) {
            return false;
        }
        foldAgain(people, null, null);
        return true;
    }

    /** Whether anything came to it since it was loaded. */
    public boolean isChanged() {
        return !added.isEmpty() || !stored.equals(state.lines());
    }

    /** Lines that are new, or not as they were stored. */
    public List<Distribution> changedLines() {
        return LineChanges.between(stored, state.lines()).written().stream()
                .map(TicketWriter.PlacedLine::line)
                .toList();
    }

    private boolean isKnown(UUID digest) {
        return log != null
                && log.stream()
                        .anyMatch(item -> item instanceof WalletEntry known
                                && known.digest().equals(digest));
    }

    private void take(LogItem item, boolean newer, PagePeople people, @Nullable ContactDetails details) {
        if (log != null) {
            log.add(item);
        }
        if (newer) {
            new Fold(people.ids()).step(state, item, people.of(details, state.lines()));
        } else {
            foldAgain(people, item, details);
        }
    }

    private void foldAgain(PagePeople people, @Nullable LogItem cause, @Nullable ContactDetails details) {
        List<Distribution> former = List.copyOf(state.lines());
        FoldState fresh = new FoldState(facts().firstContact());
        Fold fold = new Fold(people.ids());
        for (LogItem item : LogOrder.sort(Objects.requireNonNull(log, "folding again needs the log"))) {
            // only the entry at hand brings details: those of former entries were used when they came
            fold.step(fresh, item, people.of(item == cause ? details : null, former));
        }
        Births.keepIds(fresh, former);
        state = fresh;
        refolded = true;
    }

    // -- what is to be stored

    List<WalletEntry> added() {
        return added;
    }

    List<WalletEntry> followedLater() {
        return followedLater;
    }

    List<Distribution> stored() {
        return stored;
    }

    List<Distribution> present() {
        return state.lines();
    }

    /** Stored lines that the fold no longer gives. */
    public List<Distribution> withdrawn() {
        return refolded ? LineChanges.between(stored, state.lines()).withdrawn() : List.of();
    }

    OwnershipRow row(AddressBook book) {
        return OwnershipRow.of(state, end, arrivals, book);
    }

    OwnershipRow storedRow() {
        return storedRow;
    }
}
