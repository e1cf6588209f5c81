package io.counterfoil.accounts;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;

/** Codes that a phone computes from a secret and the time: RFC 6238 with what every app knows: SHA-1, 30 s, six digits. */
final class OneTimeCodes {
    private static final String ISSUER = "Counterfoil";
    private static final int STEP_SECONDS = 30;
    // Source: RFC 4226, 4: 160 bits
    private static final int SECRET_BYTES = 20;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();

    static byte[] secret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** The step whose code this is: now, the one before, for who types slowly, or the next, for clocks that go fast. */
    OptionalLong stepOf(byte[] secret, String code, Instant now) {
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (int offset = -1; offset <= 1; offset++) {
            Instant then = now.plusSeconds((long) offset * STEP_SECONDS);
            if (MessageDigest.isEqual(typed, at(secret, then).getBytes(StandardCharsets.UTF_8))) {
                found = OptionalLong.of(then.getEpochSecond() / STEP_SECONDS);
            }
        }
        return found;
    }

    String at(byte[] secret, Instant time) {
        try {
            return generator.generateOneTimePasswordString(new SecretKeySpec(secret, generator.getAlgorithm()), time);
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("any bytes are a key", impossible);
        }
    }

    /** What a QR code tells the app. */
    static String uri(byte[] secret, String login) {
        String label = encoded(ISSUER) + ":" + encoded(login);
        return "otpauth://totp/" + label + "?secret=" + base32(secret) + "&issuer=" + encoded(ISSUER);
    }

    /** RFC 4648, without padding. */
    static String base32(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(ALPHABET.charAt((buffer >> bits) & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((buffer << (BITS - bits)) & 31));
        }
        return text.toString();
    }

    /** Four letters and digits at a time, for people who copy. */
    static String inFours(String text) {
        return text.replaceAll("(.{4})(?=.)", "$1-");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
