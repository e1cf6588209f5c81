package io.counterfoil.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The id of an admission ticket, as the back office and the wallet both know it: 1 to 200 characters, none of them control. */
public record TicketId(String value) implements Comparable<TicketId> {
    private static final int MOST = 200;

    /** Refuses anything that is not usable as a ticket id. */
    public TicketId {
        if (!isUsable(value)) {
            throw Refusal.invalid("ticketId", value, "1 to 200 characters, no control characters");
        }
    }

    /** The ticket id in a text, or nothing when it is unusable. */
    public static Optional<TicketId> parse(@Nullable String text) {
        return text != null && isUsable(text) ? Optional.of(new TicketId(text)) : Optional.empty();
    }

    private static boolean isUsable(String text) {
        return !text.isBlank()
                && text.length() <= MOST
                && text.equals(text.strip())
                && text.codePoints().noneMatch(Excerpt::isUnsafe);
    }

    @Override
    public int compareTo(TicketId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
