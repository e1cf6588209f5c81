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

    private final SpokenOf spokenOf = new SpokenOf(lines);
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
        return spokenOf.open();
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
        if (open != null
                && !closes
                && (who == null || SpokenOf.names(entry, open) || isBetweenOwnAddresses(open, who))) {
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
        ReferenceLine told = recipient == null ? spokenOf.toldByLines(entry) : null;
        if (recipient == null && told == null) {
            return;
        }
        ReferenceLine own = reassigned(item);
        own = own == null ? spokenOf.ownLine(entry, recipient, told) : own;
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
        if (open != null && open != own && SpokenOf.isOf(open, entry.transferId())) {
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

    /**
     * The back office's own line, when the entry is the very change that the wallet made for it: the answer named its
     * sequence. Without this the change would count twice.
     */
    private @Nullable ReferenceLine reassigned(ReferenceLog.Entry item) {
        boolean moved = item.entry().family() == ReferenceEntry.Family.TRANSFERRED;
        return moved ? answered.get(item.stream() + "#" + item.sequence()) : null;
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
        ReferenceLine line = new ReferenceLine(row, Part.OWN, Source.IMPORT, false, null, cultural, row.contact());
        line.resolve(Status.CONFIRMED, row.at(), Source.IMPORT, null);
        lines.add(line);
        cultural = row.contact();
    }

    /** Rule 6. */
    private void step(ReferenceLog.BackOffice request) {
        Instant at = request.answeredAt() == null ? request.requestedAt() : request.answeredAt();
        ReferenceLine open = open();
        // a refused change never was: what was open still is
        if (open != null && !(request.answer() instanceof BackOfficeAnswer.Rejected)) {
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
        if (!(request.answer() instanceof BackOfficeAnswer.NotNeeded)) {
            line.pend(request.requestedAt(), Source.BACK_OFFICE);
        }
        switch (request.answer()) {
            case BackOfficeAnswer.Waiting waiting -> {}
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
