package io.counterfoil.organizers;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A selling unit of an organizer; tickets are issued by one of them. */
public record Organization(String code, String name, Instant createdAt) {
    private static final int MOST = 64;

    /** The code itself, refused when it cannot be an organization's. */
    public static String checkedCode(@Nullable String code) {
        if (code == null
                || code.isEmpty()
                || code.length() > MOST
                || !code.equals(code.strip())
                || code.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid(
                    "organization", code, "1 to 64 characters, no blanks around and no control characters");
        }
        return code;
    }
}
