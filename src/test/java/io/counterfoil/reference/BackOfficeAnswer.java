package io.counterfoil.reference;

import org.jspecify.annotations.Nullable;

/** How a distribution by the back office stands with the wallet. */
public sealed interface BackOfficeAnswer {
    /** The ticket was never injected: no wallet is asked. */
    record NotNeeded() implements BackOfficeAnswer {}

    /** The wallet has not answered yet. */
    record Waiting() implements BackOfficeAnswer {}

    /** The wallet has moved the ticket, as its change with this number. */
    record Accepted(
            String interfaceCode, int epoch, @Nullable Long sequence) implements BackOfficeAnswer {}

    /** The wallet has refused. */
    record Rejected(@Nullable String reason) implements BackOfficeAnswer {}
}
