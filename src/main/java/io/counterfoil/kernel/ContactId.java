package io.counterfoil.kernel;

import java.util.Optional;
import java.util.UUID;

/** A contact of an organizer. */
public record ContactId(UUID value) {
    /** The id in a text, or nothing when it is not one. */
    public static Optional<ContactId> parse(String text) {
        try {
            return Optional.of(new ContactId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
