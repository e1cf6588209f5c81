package io.counterfoil.wallet;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where a reader of the diff stands: a sequence in one life of an organizer's wallet. To the reader it is opaque, and
 * signed, so that a key that we did not give is not mistaken for one.
 */
record DiffKey(long epoch, long sequence) {
    private static final int NUMBERS = 2 * Long.BYTES;
    private static final int SIGNATURE = 16;

    /** The key as text: base64url of both numbers and the first 16 bytes of their HMAC-SHA256. */
    String text(byte[] secret) {
        byte[] numbers = numbers();
        byte[] whole = Arrays.copyOf(numbers, NUMBERS + SIGNATURE);
        System.arraycopy(signature(numbers, secret), 0, whole, NUMBERS, SIGNATURE);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** The key in a text; refused as {@code key-gone} when it is not one of this organizer's wallet in its present life. */
    static DiffKey parse(String text, WalletDatabase.Head head) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw gone("is not one that this wallet gave");
        }
        if (whole.length != NUMBERS + SIGNATURE) {
            throw gone("is not one that this wallet gave");
        }
        ByteBuffer buffer = ByteBuffer.wrap(whole);
        DiffKey key = new DiffKey(buffer.getLong(), buffer.getLong());
        byte[] given = Arrays.copyOfRange(whole, NUMBERS, whole.length);
        if (!MessageDigest.isEqual(given, signature(key.numbers(), head.keySecret()))) {
            throw gone("is not one that this wallet gave");
        }
        if (key.epoch != head.epoch() || key.sequence > head.sequence()) {
            throw gone("belongs to another life of this wallet");
        }
        if (head.mode() == FeedMode.EVERY_CHANGE && key.sequence < head.prunedTo()) {
            throw gone("is too old: changes after it are no longer kept");
        }
        return key;
    }

    private byte[] numbers() {
        return ByteBuffer.allocate(NUMBERS).putLong(epoch).putLong(sequence).array();
    }

    private static byte[] signature(byte[] numbers, byte[] secret) {
        return Arrays.copyOf(hmac(numbers, secret), SIGNATURE);
    }

    static byte[] hmac(byte[] message, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    private static Refusal gone(String why) {
        return Refusal.of(
                ErrorKind.USER,
                "key-gone",
                "paginationKey " + why + " (expected: the key of a former answer, or none to begin anew)");
    }
}
