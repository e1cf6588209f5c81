package io.counterfoil.tickets;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** S-360's own state of a ticket. The wallet's feedback never changes it; imports and push functions do. */
public enum TicketState {
    NOT_PRINTED,
    PRINTED,
    CONTROLLED,
    INVALIDATED,
    CANCELLED;

    /** The state that a word names, exactly. */
    public static Optional<TicketState> parse(String word) {
        return Arrays.stream(values())
                .filter(state -> state.name().equals(word))
                .findFirst();
    }

    /** All words, for a message. */
    public static String words() {
        return Arrays.stream(values()).map(TicketState::name).collect(Collectors.joining(", "));
    }
}
