package io.counterfoil.api;

import io.counterfoil.kernel.Rule;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a wake-up call is the wallet's. Source: wallet contract, the wake-up call. */
@Rule(
        "A wake-up call counts when its body is signed with the interface's secret (sha256= and the HMAC-SHA256 of the body in"
                + " hexadecimal) and its time is not more than 5 minutes from now.")
final class WakeSignature {
    private static final String PREFIX = "sha256=";
    private static final Duration OLDEST = Duration.ofMinutes(5);

    private WakeSignature() {}

    static boolean isOf(String secret, byte[] body, String signature) {
        if (!signature.startsWith(PREFIX)) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return MessageDigest.isEqual(
                    mac.doFinal(body), HexFormat.of().parseHex(signature.substring(PREFIX.length())));
        } catch (IllegalArgumentException notHex) {
            return false;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    static boolean isFresh(Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(OLDEST) <= 0;
    }
}
