package io.counterfoil.sync;

import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.Told;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes two entries the same: their known members, whatever their JSON spelling, whatever else they have. Every member
 * goes in with a mark (absent, null, value) and its length, so that no two different entries give the same bytes. Not for
 * several threads at once.
 */
final class EntryDigest {
    private static final byte ABSENT = 0;
    private static final byte CLEARED = 1;
    private static final byte VALUE = 2;

    private final MessageDigest sha256 = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(2048);

    /** First 16 bytes of the SHA-256 over the known members. */
    UUID of(DiffEntry entry) {
        text(entry.ticketId().value());
        text(entry.taxNumber());
        number(entry.sequence());
        text(entry.status());
        instant(entry.statusDate());
        told(entry.walletOwner());
        told(entry.ticketHolder());
        spectator(entry.spectator());
        transfer(entry.transfer());
        flush();
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new UUID(digest.getLong(), digest.getLong());
    }

    private void spectator(@Nullable RawDetails details) {
        if (details == null) {
            mark(ABSENT);
            return;
        }
        mark(VALUE);
        text(details.email());
        text(details.title());
        text(details.firstName());
        text(details.lastName());
        text(details.dateOfBirth());
        text(details.nationality());
        text(details.idCardNumber());
        text(details.phoneNumber());
        text(details.residenceCountry());
        text(details.language());
        flag(details.allowPromoEmail());
        flag(details.allowThirdPartyEmail());
    }

    private void transfer(DiffEntry.@Nullable TransferBlock transfer) {
        if (transfer == null) {
            mark(ABSENT);
            return;
        }
        mark(VALUE);
        text(transfer.transferId());
        text(transfer.senderEmail());
        text(transfer.recipientEmail());
        instant(transfer.initiatedAt());
        instant(transfer.endedAt());
        text(transfer.reason());
    }

    private void told(Told<String> told) {
        switch (told) {
            case Told.Nothing<String> nothing -> mark(ABSENT);
            case Told.Cleared<String> cleared -> mark(CLEARED);
            case Told.Value<String>(String value) -> text(value);
        }
    }

    private void flag(@Nullable Boolean flag) {
        number(flag == null ? null : flag ? 1L : 0L);
    }

    private void instant(@Nullable Instant instant) {
        number(instant == null ? null : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000);
    }

    private void number(@Nullable Long number) {
        mark(number == null ? ABSENT : VALUE);
        if (number != null) {
            room(Long.BYTES);
            buffer.putLong(number);
        }
    }

    private void text(@Nullable String text) {
        mark(text == null ? ABSENT : VALUE);
        if (text == null) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES);
        buffer.putInt(bytes.length);
        if (bytes.length > buffer.capacity()) {
            flush();
            sha256.update(bytes);
        } else {
            room(bytes.length);
            buffer.put(bytes);
        }
    }

    private void mark(byte mark) {
        room(1);
        buffer.put(mark);
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() {
        sha256.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
