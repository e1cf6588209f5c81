package io.counterfoil.accounts;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Password hashes: Argon2id. As slow for a login that does not exist as for one that does. Few are computed at once, since
 * each takes {@link #MEMORY_KIB}.
 */
final class Passwords {
    // Source: OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 4;
    private static final int MOST_BYTES = 4096;

    private final Argon2PasswordEncoder argon2;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final String nobodys;

    Passwords() {
        this(MEMORY_KIB);
    }

    /** @param memoryKib less than {@link #MEMORY_KIB} only where nothing is guarded, and time counts: in tests */
    Passwords(int memoryKib) {
        this.argon2 = new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, 1, memoryKib, PASSES);
        this.nobodys = nobodys(memoryKib);
    }

    /** The hash of no password, which takes as long to compare as any: written, as computing one took a second of each start. */
    static String nobodys(int memoryKib) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(
                        memoryKib,
                        PASSES,
                        base64.encodeToString(new byte[SALT_BYTES]),
                        base64.encodeToString(new byte[HASH_BYTES]));
    }

    String hash(String password) {
        turns.acquireUninterruptibly();
        try {
            String hash = argon2.encode(normal(password));
            if (hash == null) {
                throw new IllegalStateException("the encoder gave no hash");
            }
            return hash;
        } finally {
            turns.release();
        }
    }

    /** @param hash null: there is none, and no password is right */
    boolean isRight(String password, @Nullable String hash) {
        turns.acquireUninterruptibly();
        try {
            boolean same = argon2.matches(normal(password), hash == null ? nobodys : hash);
            return same && hash != null;
        } finally {
            turns.release();
        }
    }

    /** The same password typed on another keyboard is the same. Source: NIST SP 800-63B-4, 3.1.1.2. */
    static String normal(String password) {
        boolean tooLong = password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
        return tooLong ? "" : Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
