package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Told;
import io.counterfoil.reference.ReferenceEntry.Block;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A wallet that sells nothing and moves tickets between accounts, and remembers what it will tell of it. */
final class ModelWallet {
    private static final String[] ACTIVATIONS = {
        "BT_ACTIVATED", "MANUAL_ACTIVATED", "OFFLINE_ACTIVATED", "ONLINE_ACTIVATED", "ACTIVATED"
    };
    private static final String[] UNKNOWN = {"PRINTED_AT_HOME", "DEFAULT", "INVALID", "assigned"};

    /** All changes, oldest first. */
    final List<ReferenceEntry> changes = new ArrayList<>();

    private final SplittableRandom random;
    private final LifeSettings settings;
    private final ModelPeople people;
    private final boolean tellsSequences;
    private final String idPrefix;
    private long sequence;
    private long transfers;

    ModelWallet(SplittableRandom random, LifeSettings settings, ModelPeople people, int number) {
        this.random = random;
        this.settings = settings;
        this.people = people;
        this.idPrefix = "w" + number + "-";
        this.tellsSequences = !settings.has(LifeFeature.NO_SEQUENCES) || number != settings.interfaces();
        this.sequence = random.nextInt(1000);
    }

    /** Something happens to a ticket, if anything can. */
    void live(ModelTicket ticket, Instant now) {
        if (!ticket.injected) {
            inject(ticket, now);
        } else if (ticket.deleted) {
            reEmit(ticket);
        } else if (ticket.deleting) {
            ticket.deleted = true;
            tell(ticket, "DELETED", now, null);
        } else if (ticket.recipient != null && random.nextInt(3) > 0) {
            endTransfer(ticket, ticket.recipient, now);
        } else {
            use(ticket, now);
        }
    }

    void inject(ModelTicket ticket, Instant now) {
        ticket.injected = true;
        ticket.withoutBlocks = settings.has(LifeFeature.NO_TRANSFER_BLOCKS) && random.nextInt(4) == 0;
        ticket.withoutIds = settings.has(LifeFeature.NO_TRANSFER_IDS) && random.nextInt(4) == 0;
        tell(ticket, "INJECTED", now, null);
    }

    /** The organizer moves a ticket without asking anybody. The sequence of that change, null where none is told. */
    @Nullable
    Long reassign(ModelTicket ticket, String account, Instant now) {
        String open = ticket.recipient;
        if (open != null) {
            fail(ticket, open, "REASSIGNED", now);
        }
        if (settings.has(LifeFeature.REASSIGNED_AS_TRANSFERRED) && random.nextBoolean()) {
            transferId(ticket);
            transferred(ticket, account, "REASSIGN", now);
        } else {
            ticket.moveTo(account);
            tell(ticket, "INJECTED", now, null);
        }
        return ticket.lastChange == null ? null : ticket.lastChange.sequence();
    }

    private void use(ModelTicket ticket, Instant now) {
        int what = random.nextInt(100);
        if (what < 10) {
            tell(ticket, "DOWNLOADED", now, null);
        } else if (what < 25) {
            ticket.holder = "{\"firstName\":\"H" + random.nextInt(100) + "\",\"lastName\":\"Held\"}";
            tell(ticket, "ASSIGNED", now, null);
        } else if (what < 35) {
            ticket.activated = !ticket.activated;
            String status = ticket.activated ? ACTIVATIONS[random.nextInt(ACTIVATIONS.length)] : "DEACTIVATED";
            tell(ticket, status, now, null);
        } else if (what < 39 && settings.has(LifeFeature.CONTROLS)) {
            ticket.controlled = true;
            ticket.closeTransfer();
            tell(ticket, "CONTROLLED", now, null);
        } else if (what < 42 && settings.has(LifeFeature.DELETIONS)) {
            ticket.deleting = true;
            ticket.closeTransfer();
            tell(ticket, "DELETION_PENDING", now, null);
        } else if (what < 46 && settings.has(LifeFeature.UNKNOWN_STATUSES)) {
            tell(ticket, UNKNOWN[random.nextInt(UNKNOWN.length)], now, null);
        } else if (what < 50 && settings.has(LifeFeature.RE_EMISSIONS)) {
            reEmit(ticket);
        } else if (what < 55 && settings.has(LifeFeature.REASSIGNMENTS) && ticket.canMove()) {
            reassign(ticket, people.anybodyBut(ticket.owner), now);
        } else if (ticket.canMove() && ticket.recipient == null) {
            beginTransfer(ticket, now);
        } else if (ticket.recipient != null && settings.has(LifeFeature.USE_WHILE_PENDING)) {
            tell(ticket, "ASSIGNED", now, block(ticket, ticket.recipient, null, null));
        } else {
            tell(ticket, "DOWNLOADED", now, null);
        }
    }

    private void beginTransfer(ModelTicket ticket, Instant now) {
        String back = ticket.ownerBefore;
        if (back != null && settings.has(LifeFeature.RETURNS) && random.nextInt(6) == 0) {
            transferId(ticket);
            transferred(ticket, back, "RETURN", now);
            return;
        }
        transferId(ticket);
        pend(ticket, people.anybodyBut(ticket.owner), now);
        ticket.initiatedAt = now;
    }

    private void pend(ModelTicket ticket, String recipient, Instant now) {
        ticket.recipient = recipient;
        if (ticket.initiatedAt == null) {
            ticket.initiatedAt = now;
        }
        RawDetails details = only(recipient);
        if (settings.has(LifeFeature.TYPED_NAMES) && random.nextInt(3) == 0) {
            details = new RawDetails(
                    recipient, null, "Typed", "By Sender", null, null, null, null, null, null, null, null);
        }
        emit(
                ticket,
                legacy("PENDING_TRANSFER", "PENDING"),
                now,
                ticket.owner,
                details,
                block(ticket, recipient, null, null));
    }

    private void endTransfer(ModelTicket ticket, String recipient, Instant now) {
        int what = random.nextInt(10);
        if (what < 6) {
            transferred(ticket, recipient, "FORWARD", now);
        } else if (what == 6 && settings.has(LifeFeature.CORRECTED_RECIPIENTS)) {
            pend(ticket, people.anybodyBut(ticket.owner), now);
        } else {
            fail(ticket, recipient, what == 7 ? "REJECTED" : what == 8 ? "TIMED_OUT" : "CANCELLED", now);
        }
    }

    private void transferred(ModelTicket ticket, String recipient, String direction, Instant now) {
        Block block = block(ticket, recipient, now, null);
        if (block != null) {
            block = new Block(
                    block.transferId(),
                    direction,
                    block.senderEmail(),
                    block.recipientEmail(),
                    block.initiatedAt(),
                    now,
                    null);
        }
        ticket.moveTo(recipient);
        emit(ticket, "TRANSFERRED", now, recipient, people.profileOf(recipient), block);
    }

    private void fail(ModelTicket ticket, String recipient, String reason, Instant now) {
        Block block = block(ticket, recipient, now, reason);
        boolean tellsRecipient = block == null || random.nextBoolean();
        ticket.closeTransfer();
        emit(
                ticket,
                legacy("FAILURE_TRANSFER", "FAILURE"),
                now,
                ticket.owner,
                tellsRecipient ? only(recipient) : null,
                block);
    }

    /** Anything that is no transfer: it speaks of the owner. */
    private void tell(ModelTicket ticket, String status, Instant now, @Nullable Block block) {
        emit(ticket, status, now, ticket.owner, people.profileOf(ticket.owner), block);
    }

    private void reEmit(ModelTicket ticket) {
        ReferenceEntry last = ticket.lastChange;
        if (last != null && settings.has(LifeFeature.RE_EMISSIONS)) {
            sequence++;
            changes.add(last.withSequence(last.sequence() == null ? null : sequence));
        }
    }

    private void transferId(ModelTicket ticket) {
        transfers++;
        ticket.transferId = ticket.withoutIds ? null : idPrefix + transfers;
    }

    private @Nullable Block block(
            ModelTicket ticket, String recipient, @Nullable Instant endedAt, @Nullable String reason) {
        return ticket.withoutBlocks
                ? null
                : new Block(
                        ticket.transferId,
                        "FORWARD",
                        spelled(ticket.owner),
                        spelled(recipient),
                        ticket.initiatedAt,
                        endedAt,
                        reason);
    }

    private String legacy(String status, String before) {
        return settings.has(LifeFeature.LEGACY_STATUSES) && random.nextInt(5) == 0 ? before : status;
    }

    private static RawDetails only(String email) {
        return new RawDetails(email, null, null, null, null, null, null, null, null, null, null, null);
    }

    private void emit(
            ModelTicket ticket,
            String status,
            Instant now,
            String owner,
            @Nullable RawDetails details,
            @Nullable Block block) {
        sequence += 1 + random.nextInt(3);
        boolean noSequence = !tellsSequences || isRare(LifeFeature.LOST_SEQUENCES);
        ReferenceEntry entry = ReferenceEntry.of(ticket.id, status)
                .withSequence(noSequence ? null : sequence)
                .withStatusDate(now, null)
                .withOwner(Told.of(spelled(owner)))
                .withSpectator(details)
                .withTransfer(block);
        if (ticket.holder != null || random.nextInt(10) == 0) {
            entry = entry.withHolder(Told.of(ticket.holder));
        }
        entry = spoiled(entry, now);
        ticket.lastChange = entry;
        changes.add(entry);
    }

    private ReferenceEntry spoiled(ReferenceEntry entry, Instant now) {
        if (isRare(LifeFeature.NO_STATUS_DATES)) {
            entry = entry.withStatusDate(null, null);
        } else if (isRare(LifeFeature.BROKEN_STATUS_DATES)) {
            entry = entry.withStatusDate(null, "the day before yesterday");
        } else if (isRare(LifeFeature.FAR_DATES)) {
            entry = entry.withStatusDate(now.plusSeconds(40 * 86_400L), null);
        }
        RawDetails details = entry.spectator();
        if (details != null && isRare(LifeFeature.BARE_DETAILS) && entry.transfer() != null) {
            entry = entry.withSpectator(random.nextBoolean() ? null : withEmail(details, null));
        } else if (details != null && entry.transfer() != null && isRare(LifeFeature.UNUSABLE_ADDRESSES)) {
            entry = entry.withSpectator(withEmail(details, "nobody at all"));
        }
        if (!entry.isTransfer() && isRare(LifeFeature.ABSENT_OWNERS)) {
            entry = entry.withOwner(random.nextInt(3) == 0 ? Told.of(null) : Told.nothing());
            entry = settings.has(LifeFeature.NAMES_WITHOUT_OWNER) ? entry : entry.withSpectator(null);
        } else if (isRare(LifeFeature.UNUSABLE_ADDRESSES) && random.nextInt(3) == 0) {
            entry = entry.withOwner(Told.of("a\u202Eb@example.org"));
        }
        return entry;
    }

    private boolean isRare(LifeFeature feature) {
        return settings.has(feature) && random.nextInt(16) == 0;
    }

    private String spelled(String address) {
        if (!settings.has(LifeFeature.SPELLINGS) || random.nextInt(4) > 0) {
            return address;
        }
        return random.nextBoolean() ? " " + address + " " : address.toUpperCase(Locale.ROOT);
    }

    private static RawDetails withEmail(RawDetails raw, @Nullable String email) {
        return new RawDetails(
                email,
                raw.title(),
                raw.firstName(),
                raw.lastName(),
                raw.dateOfBirth(),
                raw.nationality(),
                raw.idCardNumber(),
                raw.phoneNumber(),
                raw.residenceCountry(),
                raw.language(),
                raw.allowPromoEmail(),
                raw.allowThirdPartyEmail());
    }
}
