package io.counterfoil.contacts;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.kernel.OrganizerCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash that an erased contact leaves of each of its addresses: HMAC-SHA-256 under a key of the installation, over
 * organizer and address, so that hashes of two organizers cannot be compared.
 */
public final class AddressHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    public AddressHash(InstallationKey key) {
        this.key = new SecretKeySpec(key.derive("erased addresses"), ALGORITHM);
    }

    /** The hashes of normal forms, in their order. */
    List<byte[]> of(OrganizerCode organizer, Collection<String> emailKeys) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] scope = (organizer.value() + "\0").getBytes(StandardCharsets.UTF_8);
            return emailKeys.stream()
                    .map(emailKey -> {
                        mac.update(scope);
                        return mac.doFinal(emailKey.getBytes(StandardCharsets.UTF_8));
                    })
                    .toList();
        } catch (GeneralSecurityException unusableKey) {
            throw new IllegalStateException("the installation's key cannot be used for " + ALGORITHM, unusableKey);
        }
    }
}
