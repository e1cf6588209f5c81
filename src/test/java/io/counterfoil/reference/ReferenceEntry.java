package io.counterfoil.reference;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Told;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a wallet's diff, all members that the contract knows.
 *
 * @param statusDate null where absent or broken
 * @param brokenStatusDate what is sent in place of a date, null where the date is sound or absent
 * @param ticketHolder JSON without blanks
 */
public record ReferenceEntry(
        String ticketId,
        @Nullable String taxNumber,
        String status,
        @Nullable Long sequence,
        @Nullable Instant statusDate,
        @Nullable String brokenStatusDate,
        Told<String> walletOwner,
        Told<String> ticketHolder,
        @Nullable RawDetails spectator,
        @Nullable Block transfer) {

    /** What an entry says of a transfer. */
    public record Block(
            @Nullable String transferId,
            @Nullable String direction,
            @Nullable String senderEmail,
            @Nullable String recipientEmail,
            @Nullable Instant initiatedAt,
            @Nullable Instant endedAt,
            @Nullable String reason) {}

    /** The fold asks for the same keys over and over. */
    private static final Map<String, Optional<String>> KEYS = new ConcurrentHashMap<>();

    /** What kind of status it is, as far as ownership is concerned. */
    enum Family {
        PENDING,
        FAILED,
        TRANSFERRED,
        CLOSING,
        OTHER
    }

    /** An entry with nothing but what is required. */
    public static ReferenceEntry of(String ticketId, String status) {
        return new ReferenceEntry(ticketId, null, status, null, null, null, Told.nothing(), Told.nothing(), null, null);
    }

    public ReferenceEntry withSequence(@Nullable Long number) {
        return new ReferenceEntry(
                ticketId,
                taxNumber,
                status,
                number,
                statusDate,
                brokenStatusDate,
                walletOwner,
                ticketHolder,
                spectator,
                transfer);
    }

    public ReferenceEntry withStatusDate(@Nullable Instant date, @Nullable String broken) {
        return new ReferenceEntry(
                ticketId, taxNumber, status, sequence, date, broken, walletOwner, ticketHolder, spectator, transfer);
    }

    public ReferenceEntry withOwner(Told<String> owner) {
        return new ReferenceEntry(
                ticketId,
                taxNumber,
                status,
                sequence,
                statusDate,
                brokenStatusDate,
                owner,
                ticketHolder,
                spectator,
                transfer);
    }

    public ReferenceEntry withHolder(Told<String> holder) {
        return new ReferenceEntry(
                ticketId,
                taxNumber,
                status,
                sequence,
                statusDate,
                brokenStatusDate,
                walletOwner,
                holder,
                spectator,
                transfer);
    }

    public ReferenceEntry withSpectator(@Nullable RawDetails details) {
        return new ReferenceEntry(
                ticketId,
                taxNumber,
                status,
                sequence,
                statusDate,
                brokenStatusDate,
                walletOwner,
                ticketHolder,
                details,
                transfer);
    }

    public ReferenceEntry withTransfer(@Nullable Block block) {
        return new ReferenceEntry(
                ticketId,
                taxNumber,
                status,
                sequence,
                statusDate,
                brokenStatusDate,
                walletOwner,
                ticketHolder,
                spectator,
                block);
    }

    /** Without what the back office doesn't read: entries that agree in the rest are one. */
    ReferenceEntry asRead() {
        Block block = transfer;
        if (block != null) {
            block = new Block(
                    block.transferId(),
                    null,
                    block.senderEmail(),
                    block.recipientEmail(),
                    block.initiatedAt(),
                    block.endedAt(),
                    block.reason());
        }
        return withStatusDate(statusDate, null).withTransfer(block);
    }

    Family family() {
        return switch (status) {
            case "PENDING_TRANSFER", "PENDING" -> Family.PENDING;
            case "FAILURE_TRANSFER", "FAILURE" -> Family.FAILED;
            case "TRANSFERRED" -> Family.TRANSFERRED;
            case "CONTROLLED", "DELETION_PENDING", "DELETED" -> Family.CLOSING;
            default -> Family.OTHER;
        };
    }

    boolean isTransfer() {
        return switch (family()) {
            case PENDING, FAILED, TRANSFERRED -> true;
            case CLOSING, OTHER -> false;
        };
    }

    /** Names in it may be only what a sender typed. */
    boolean namesAreHearsay() {
        return family() == Family.PENDING || family() == Family.FAILED;
    }

    @Nullable
    String transferId() {
        return transfer == null ? null : transfer.transferId();
    }

    /** The owner's address as it came, null where none is told. */
    @Nullable
    String ownerText() {
        return given(walletOwner.orNull());
    }

    /** The sender as the entry itself tells it. Distribution rule 3. */
    @Nullable
    String senderText() {
        String told = transfer == null ? null : given(transfer.senderEmail());
        return told != null || !namesAreHearsay() ? told : ownerText();
    }

    /** The recipient as the entry itself tells it. Distribution rule 3. */
    @Nullable
    String recipientText() {
        String told = transfer == null ? null : given(transfer.recipientEmail());
        if (told == null && spectator != null) {
            told = given(spectator.email());
        }
        return told == null && family() == Family.TRANSFERRED ? ownerText() : told;
    }

    /** Whom {@code spectatorDetails} speak of, when they don't say it themselves. */
    @Nullable
    String describedText() {
        String told = spectator == null ? null : given(spectator.email());
        if (told != null) {
            return told;
        }
        return isTransfer() ? recipientText() : ownerText();
    }

    /** An address that a line needs is there and cannot be used. */
    boolean needsAnUnusableAddress() {
        return switch (family()) {
            case PENDING, FAILED -> isUnusable(senderText()) || isUnusable(recipientText());
            case TRANSFERRED -> isUnusable(senderText()) || isUnusable(recipientText()) || isUnusable(ownerText());
            case CLOSING, OTHER -> isUnusable(ownerText());
        };
    }

    /** The key of an address, null where there is none or none that can be used. */
    static @Nullable String key(@Nullable String text) {
        return text == null
                ? null
                : KEYS.computeIfAbsent(text, any -> EmailAddress.parse(any).map(EmailAddress::key))
                        .orElse(null);
    }

    private static boolean isUnusable(@Nullable String text) {
        return text != null && key(text) == null;
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
