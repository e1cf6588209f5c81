package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;

/** Who wrote; SYSTEM is ourselves and never a mail's sender. Source: help desk rules 2 and 7. */
@Rule(
        "Who writes from an agent's address is an agent when his mail server vouches for it, or he answers a notice that only he got and"
                + " his server does not deny it; otherwise he is a stranger to every case, and marked. Who is no agent is a supplier by"
                + " address or domain, else a user.")
public enum SenderKind {
    USER,
    AGENT,
    SUPPLIER,
    SYSTEM;

    /** What the organizer's mail server says of From. */
    public enum Vouched {
        YES,
        NO,
        UNKNOWN
    }

    /**
     * What is known of a sender.
     *
     * @param agentAddress whether From is an agent's address
     * @param token whether the mail answers a notice that went to this agent
     * @param supplierAddress whether From is a supplier's address, or in its domain
     */
    public record Signs(boolean agentAddress, Vouched vouched, boolean token, boolean supplierAddress) {}

    /** @param spoofed whether it bears an agent's address and does not prove it */
    public record Verdict(SenderKind kind, boolean spoofed) {}

    static Verdict of(Signs signs) {
        if (signs.agentAddress()) {
            boolean proved = signs.vouched() == Vouched.YES || (signs.token() && signs.vouched() != Vouched.NO);
            return proved ? new Verdict(AGENT, false) : new Verdict(USER, true);
        }
        return new Verdict(signs.supplierAddress() ? SUPPLIER : USER, false);
    }
}
