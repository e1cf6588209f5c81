package io.counterfoil.organizers;

import java.util.Arrays;
import java.util.Optional;

/** What an interface can do. */
public enum InterfaceFunction {
    /** The feedback: what changed in the wallet. */
    RETRIEVE_TICKET_STATUS("retrieve-ticket-status"),
    /** Injection of printed tickets. */
    EXTERNAL_PRINTING("external-printing"),
    /** Cancelled and invalidated tickets leave the wallet. */
    PUSH_CANCELLED("push-cancelled"),
    /** Controlled tickets are locked in the wallet. */
    PUSH_CONTROLLED("push-controlled");

    private final String code;

    InterfaceFunction(String code) {
        this.code = code;
    }

    /** The name in addresses and tables. */
    public String code() {
        return code;
    }

    /** The function with a code, if there is one. */
    public static Optional<InterfaceFunction> find(String code) {
        return Arrays.stream(values())
                .filter(function -> function.code.equals(code))
                .findFirst();
    }

    @Override
    public String toString() {
        return code;
    }
}
