package io.counterfoil.database;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The installation's one secret: COUNTERFOIL_SECRET_KEY, or a file in the data folder that the first start makes. Whoever
 * encrypts or hashes takes a key of its own from it, by purpose. Losing it loses the wallets' API keys.
 */
public final class InstallationKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] master;

    private InstallationKey(String secret) {
        this.master = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** For tests, and for a secret that comes from a setting. */
    public static InstallationKey of(String secret) {
        return new InstallationKey(secret);
    }

    /** The key in the data folder, made when there is none. */
    static InstallationKey in(DataFolder folder) {
        return new InstallationKey(DataFolder.read(folder.keyFile())
                .orElseGet(() -> DataFolder.writeSecret(folder.keyFile(), DataFolder.newSecret())));
    }

    /** 32 bytes that belong to this purpose alone, the same at each start. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(master, ALGORITHM));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the database keeps to tell whether a key is the one it knows. */
    byte[] check() {
        return derive("installation check");
    }

    /** Refuses when the database's secrets were made with another key. */
    void expect(byte[] known) {
        if (!MessageDigest.isEqual(known, check())) {
            throw Refusal.of(
                    ErrorKind.CONFIG,
                    "secret-key",
                    "the secret key is not the one that this database's secrets were encrypted with (expected: the same"
                            + " COUNTERFOIL_SECRET_KEY on every node, or the file secret.key of the data folder in which"
                            + " the installation began)");
        }
    }
}
