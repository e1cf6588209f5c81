package io.counterfoil.push;

import io.counterfoil.organizers.InterfaceFunction;

/** The three push functions: what each looks for and what it asks of the wallet. */
enum PushKind {
    INJECTION(
            InterfaceFunction.EXTERNAL_PRINTING,
            WalletCall.INJECT,
            "t.state = 'NOT_PRINTED'",
            "t.state in ('NOT_PRINTED', 'PRINTED')"),
    CANCELLED(
            InterfaceFunction.PUSH_CANCELLED,
            WalletCall.INVALIDATE,
            "t.state in ('CANCELLED', 'INVALIDATED')",
            "t.state in ('CANCELLED', 'INVALIDATED')"),
    CONTROLLED(
            InterfaceFunction.PUSH_CONTROLLED, WalletCall.CONTROL, "t.state = 'CONTROLLED'", "t.state = 'CONTROLLED'");

    private final InterfaceFunction function;
    private final WalletCall call;
    private final String due;
    private final String forceable;

    /**
     * @param due SQL: the states whose tickets are pushed
     * @param forceable SQL: the states in which a ticket may be forced
     */
    PushKind(InterfaceFunction function, WalletCall call, String due, String forceable) {
        this.function = function;
        this.call = call;
        this.due = due;
        this.forceable = forceable;
    }

    InterfaceFunction function() {
        return function;
    }

    WalletCall call() {
        return call;
    }

    String due() {
        return due;
    }

    String forceable() {
        return forceable;
    }
}
