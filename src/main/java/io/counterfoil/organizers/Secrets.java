package io.counterfoil.organizers;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps secrets at rest: AES-256-GCM. What a secret belongs to is bound into it, so that a ciphertext copied to another row
 * cannot be opened there.
 */
public final class Secrets {
    private static final int KEY_BYTES = 32;
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + NONCE_BYTES;

    private final SecretKey key;
    private final SecureRandom random;

    /** @param key 32 bytes that only this installation knows */
    public Secrets(byte[] key, SecureRandom random) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("key of " + key.length + " bytes (expected: 32)");
        }
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /** @param owner what the secret belongs to, such as {@code opera/tixngo/apiKey}; the same is needed to open it */
    public byte[] seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has AES-GCM", impossible);
        }
    }

    /** Refuses, as an error of the configuration, what was sealed with another key or for another owner. */
    public String open(byte[] sealed, String owner) {
        if (sealed.length < HEAD_BYTES || sealed[0] != VERSION) {
            throw unreadable(owner);
        }
        try {
            byte[] secret = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, HEAD_BYTES), owner)
                    .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException alteredOrForeign) {
            throw unreadable(owner);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Refusal unreadable(String owner) {
        return Refusal.of(
                ErrorKind.CONFIG,
                "secret-unreadable",
                "the secret of " + owner
                        + " cannot be opened (expected: the COUNTERFOIL_SECRET_KEY or key file with which it"
                        + " was saved; otherwise save the secret again)");
    }
}
