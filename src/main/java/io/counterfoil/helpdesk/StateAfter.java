package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;

/** How a case stands after something happened in it. Source: help desk rules 11 and 12. */
@Rule(
        "A user's or supplier's mail opens a waiting or solved case again, and so does a mail of ours that was not delivered. An agent's"
                + " answer opens a new case. Automatic replies and notes change nothing, and nothing opens a closed case.")
final class StateAfter {
    private StateAfter() {}

    /** What happened. */
    enum Event {
        USER_MAIL,
        SUPPLIER_MAIL,
        AGENT_REPLY,
        NOTE,
        AUTO_REPLY,
        BOUNCE
    }

    static CaseState of(CaseState before, Event event) {
        return switch (event) {
            case USER_MAIL, SUPPLIER_MAIL, BOUNCE ->
                before == CaseState.WAITING || before == CaseState.SOLVED ? CaseState.OPEN : before;
            case AGENT_REPLY -> before == CaseState.NEW ? CaseState.OPEN : before;
            case NOTE, AUTO_REPLY -> before;
        };
    }
}
