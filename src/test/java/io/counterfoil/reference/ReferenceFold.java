package io.counterfoil.reference;

import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceLine.Part;
import io.counterfoil.reference.ReferenceLine.Source;
import io.counterfoil.reference.ReferenceLine.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One ticket, folded once from its start to its end. Source: distribution history, rules 1 to 8. */
final class ReferenceFold {
    final List<ReferenceLine> lines = new ArrayList<>();

    @Nullable
    ReferenceContact cultural;

    @Nullable
    String mobileStatus;

    @Nullable
    Instant mobileStatusAt;

    @Nullable
    String owner;

    @Nullable
    String holder;

    private final ReferenceMatching matching;
    /** Lines of accepted back-office requests, by the stream and sequence of the wallet's answer. */
    private final Map<String, ReferenceLine> answered = new HashMap<>();

    /** Who had the ticket before a step; the contact is null where that is nobody who is known. */
    private record Who(@Nullable ReferenceContact contact) {}

    /** @param before the lines of the fold before this one: they name their contacts for good */
    ReferenceFold(
            ReferenceContacts contacts, @Nullable ReferenceContact first, List<ReferenceLine> before, Instant now) {
        this.cultural = first;
        this.matching = new ReferenceMatching(contacts, before, this, now);
    }

    ReferenceFold of(List<ReferenceLog.Item> inOrder) {
        for (ReferenceLog.Item item : inOrder) {
            switch (item) {
                case ReferenceLog.Entry entry -> {
                    refresh(entry.entry());
                    if (entry.followed()) {
                        step(entry);
                    }
                }
                case ReferenceLog.Import row -> step(row);
                case ReferenceLog.BackOffice request -> step(request);
            }
        }
        return this;
    }

    @Nullable
    ReferenceLine open() {
        return lines.stream()
                .filter(line -> line.status == Status.PENDING)
                .findFirst()
                .orElse(null);
    }

    /** Retrieve rule 8. */
    private void refresh(ReferenceEntry entry) {
        mobileStatus = entry.status();
        mobileStatusAt = entry.statusDate();
        String newOwner = entry.walletOwner().after(owner);
        if (!Objects.equals(ownerKey(newOwner), ownerKey(owner))
                && !(entry.ticketHolder() instanceof Told.Value<String>)) {
            holder = null;
        }
        owner = newOwner;
        holder = entry.ticketHolder().after(holder);
    }

    /** Whom an import means. */
    @Nullable
    ReferenceContact find(String address) {
        return matching.find(address);
    }

    static @Nullable String ownerKey(@Nullable String text) {
        String key = ReferenceEntry.key(text);
        return key == null ? text : key;
    }

    private void step(ReferenceLog.Entry item) {
        ReferenceEntry entry = item.entry();
        if (entry.isTransfer()) {
            transferStep(item);
            return;
        }
        Who who = whoByOwner(entry);
        ReferenceLine open = open();
        boolean closes = entry.family() == ReferenceEntry.Family.CLOSING;
        if (open != null && !closes && (who == null || names(entry, open) || isBetweenOwnAddresses(open, who))) {
            inferMissed(entry, who);
        } else if (open != null && who == null) {
            open.resolve(Status.CANCELLED, entry.statusDate(), Source.INFERRED, null);
        } else {
            settle(entry, who, null);
        }
    }

    /** Pending, failed and transferred: an entry with a line of its own. */
    private void transferStep(ReferenceLog.Entry item) {
        ReferenceEntry entry = item.entry();
        String recipient = ReferenceEntry.key(entry.recipientText());
        ReferenceLine told = recipient == null ? toldByLines(entry) : null;
        if (recipient == null && told == null) {
            return;
        }
        ReferenceLine own = ownLine(item, recipient, told);
        Status target = switch (entry.family()) {
            case PENDING -> Status.PENDING;
            case TRANSFERRED -> Status.CONFIRMED;
            case FAILED, CLOSING, OTHER -> Status.CANCELLED;
        };
        if (own != null && own.status == target && target != Status.PENDING) {
            toldAgain(entry);
            return;
        }
        ReferenceLine open = open();
        if (open != null && open != own && isOf(open, entry.transferId())) {
            open.resolve(Status.CANCELLED, entry.statusDate(), Source.WALLET, "RECIPIENT_CHANGED");
        }
        Who sender = sender(entry, recipient, told);
        settle(entry, sender, own);
        if (own == null) {
            ReferenceContact newContact =
                    told != null ? told.newContact : matching.recipient(entry, Objects.requireNonNull(recipient));
            own = new ReferenceLine(
                    entry, Part.OWN, Source.WALLET, false, entry.transferId(), sender.contact(), newContact);
            lines.add(own);
        } else if (own.status == Status.CONFIRMED || own.status == target) {
            own.begin(entry);
            return;
        }
        own.begin(entry);
        move(own, target, entry);
        if (target == Status.CONFIRMED) {
            inferOwnerAfter(entry, own);
        }
    }

    private void move(ReferenceLine own, Status target, ReferenceEntry entry) {
        ReferenceEntry.Block block = entry.transfer();
        if (target == Status.PENDING) {
            Instant begun = block == null ? null : block.initiatedAt();
            own.pend(begun == null ? entry.statusDate() : begun, Source.WALLET);
            return;
        }
        Instant ended = block == null ? null : block.endedAt();
        own.resolve(
                target,
                ended == null ? entry.statusDate() : ended,
                Source.WALLET,
                block == null ? null : block.reason());
        if (target == Status.CONFIRMED) {
            cultural = own.newContact;
        }
    }

    /** The entry's own line stands as the entry says: it is a re-emission, and says only who has the ticket now. */
    private void toldAgain(ReferenceEntry entry) {
        Who who = whoByOwner(entry);
        ReferenceLine open = open();
        if (who != null && open != null && isBetweenOwnAddresses(open, who)) {
            inferMissed(entry, who);
        } else {
            settle(entry, who, null);
        }
    }

    /** Rule 5, for somebody who had the ticket before this step. */
    private void settle(ReferenceEntry entry, @Nullable Who who, @Nullable ReferenceLine own) {
        ReferenceLine open = open();
        if (open != null && open != own && who != null) {
            if (open.newContact == who.contact() && open.oldContact != open.newContact) {
                open.resolve(Status.CONFIRMED, entry.statusDate(), Source.INFERRED, null);
                cultural = open.newContact;
            } else {
                open.resolve(Status.CANCELLED, entry.statusDate(), Source.INFERRED, null);
            }
        }
        inferMissed(entry, who);
    }

    private void inferMissed(ReferenceEntry entry, @Nullable Who who) {
        if (who != null && who.contact() != null && who.contact() != cultural) {
            infer(entry, Part.BEFORE, who.contact());
        }
    }

    private void inferOwnerAfter(ReferenceEntry entry, ReferenceLine own) {
        String ownerKey = ReferenceEntry.key(entry.ownerText());
        if (ownerKey != null && !own.newContact.has(ownerKey)) {
            ReferenceContact after = matching.owner(entry, ownerKey, Part.AFTER);
            if (after != cultural) {
                infer(entry, Part.AFTER, after);
            }
        }
    }

    private void infer(ReferenceEntry entry, Part part, ReferenceContact to) {
        ReferenceLine line = new ReferenceLine(entry, part, Source.INFERRED, false, null, cultural, to);
        line.resolve(Status.CONFIRMED, entry.statusDate(), Source.INFERRED, null);
        lines.add(line);
        cultural = to;
    }

    private @Nullable Who whoByOwner(ReferenceEntry entry) {
        String key = ReferenceEntry.key(entry.ownerText());
        return key == null ? null : new Who(matching.owner(entry, key, Part.BEFORE));
    }

    /** Rule 3. */
    private Who sender(ReferenceEntry entry, @Nullable String recipient, @Nullable ReferenceLine told) {
        String address = ReferenceEntry.key(entry.senderText());
        if (address != null) {
            return new Who(matching.sender(entry, address));
        }
        ReferenceLine open = open();
        boolean toThatRecipient = open != null && (open == told || open.newContact.has(recipient));
        return new Who(open != null && toThatRecipient ? open.oldContact : cultural);
    }

    /** Which line tells the recipient when the entry doesn't. Rule 3. */
    private @Nullable ReferenceLine toldByLines(ReferenceEntry entry) {
        ReferenceLine open = open();
        if (open != null && isOf(open, entry.transferId())) {
            return open;
        }
        ReferenceLine last = null;
        for (ReferenceLine line : lines) {
            last = isOf(line, entry.transferId()) ? line : last;
        }
        return last == null && entry.family() == ReferenceEntry.Family.FAILED ? open : last;
    }

    /** The line of the very transfer of which an entry speaks. Rule 1. */
    private @Nullable ReferenceLine ownLine(
            ReferenceLog.Entry item, @Nullable String recipient, @Nullable ReferenceLine told) {
        ReferenceEntry entry = item.entry();
        ReferenceLine reassigned = answered.get(item.stream() + "#" + item.sequence());
        if (reassigned != null && entry.family() == ReferenceEntry.Family.TRANSFERRED) {
            return reassigned;
        }
        if (entry.transferId() != null) {
            return lines.stream()
                    .filter(line -> isOf(line, entry.transferId()))
                    .filter(line -> line == told || line.newContact.has(recipient))
                    .findFirst()
                    .orElse(null);
        }
        ReferenceLine open = open();
        if (open == null || (open != told && !open.newContact.has(recipient))) {
            return null;
        }
        String sender = ReferenceEntry.key(entry.senderText());
        boolean sameSender = sender == null || (open.oldContact != null && open.oldContact.has(sender));
        return sameSender ? open : null;
    }

    private static boolean isOf(ReferenceLine line, @Nullable String transferId) {
        return transferId != null && transferId.equals(line.transferId);
    }

    /** An entry outside the transfer family whose block names the open transfer as still going on. Rule 5. */
    private static boolean names(ReferenceEntry entry, ReferenceLine open) {
        ReferenceEntry.Block block = entry.transfer();
        if (block == null || block.endedAt() != null) {
            return false;
        }
        String recipient = ReferenceEntry.key(block.recipientEmail());
        if (block.transferId() != null) {
            return isOf(open, block.transferId()) && (recipient == null || open.newContact.has(recipient));
        }
        return open.oldContact != null
                && open.oldContact.has(ReferenceEntry.key(block.senderEmail()))
                && open.newContact.has(recipient);
    }

    /** Who has it says nothing about a transfer between two addresses of one contact. Rule 5. */
    private static boolean isBetweenOwnAddresses(ReferenceLine open, Who who) {
        return open.oldContact == open.newContact && open.newContact == who.contact();
    }

    /** Rule 7. */
    private void step(ReferenceLog.Import row) {
        ReferenceLine open = open();
        if (open != null && open.newContact == row.contact()) {
            open.resolve(Status.CONFIRMED, row.at(), Source.INFERRED, null);
            cultural = row.contact();
        }
        if (cultural != row.contact()) {
            ReferenceLine line = new ReferenceLine(row, Part.OWN, Source.IMPORT, false, null, cultural, row.contact());
            line.resolve(Status.CONFIRMED, row.at(), Source.IMPORT, null);
            lines.add(line);
            cultural = row.contact();
        }
    }

    /** Rule 6. */
    private void step(ReferenceLog.BackOffice request) {
        Instant at = request.answeredAt() == null ? request.requestedAt() : request.answeredAt();
        ReferenceLine open = open();
        if (open != null) {
            open.resolve(Status.CANCELLED, request.requestedAt(), Source.BACK_OFFICE, null);
        }
        ReferenceLine line = new ReferenceLine(
                request.requestId(),
                Part.OWN,
                Source.BACK_OFFICE,
                request.takeBack(),
                null,
                cultural,
                request.target());
        lines.add(line);
        line.begin(request.requestedAt());
        switch (request.answer()) {
            case BackOfficeAnswer.Waiting waiting -> line.pend(request.requestedAt(), Source.BACK_OFFICE);
            case BackOfficeAnswer.Rejected(String reason) ->
                line.resolve(Status.CANCELLED, at, Source.BACK_OFFICE, reason);
            case BackOfficeAnswer.NotNeeded notNeeded -> confirm(line, at);
            case BackOfficeAnswer.Accepted accepted -> {
                confirm(line, at);
                if (request.sequenceStream() != null) {
                    answered.put(request.sequenceStream() + "#" + request.sequence(), line);
                }
            }
        }
    }

    private void confirm(ReferenceLine line, Instant at) {
        line.resolve(Status.CONFIRMED, at, Source.BACK_OFFICE, null);
        cultural = line.newContact;
    }
}
