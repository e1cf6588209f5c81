package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;

/** What a sender is to a case. Source: help desk rule 7. */
@Rule(
        "The requester with every address of his contact, whoever an agent wrote to or added, whoever was in To or Cc of a participant's"
                + " mail, and the case's supplier take part; an agent who proved it may act everywhere. Anybody else, and whoever bears an"
                + " agent's address without proving it, is a stranger.")
public enum Standing {
    REQUESTER("sender is the requester"),
    PARTICIPANT("sender takes part"),
    SUPPLIER("sender is the case's supplier"),
    AGENT("sender is an agent"),
    STRANGER("sender does not take part");

    private final String words;

    Standing(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Whether his mail may go into the case by itself. */
    public boolean takesPart() {
        return this != STRANGER;
    }

    /**
     * What is known of a sender and a case.
     *
     * @param spoofed whether he bears an agent's address and does not prove it
     * @param requesterAddress whether the address is one of the requester's contact
     * @param participant whether the address takes part
     * @param caseSupplier whether he is the case's supplier
     */
    public record Signs(
            SenderKind kind, boolean spoofed, boolean requesterAddress, boolean participant, boolean caseSupplier) {}

    static Standing of(Signs signs) {
        if (signs.spoofed()) {
            return STRANGER;
        }
        if (signs.kind() == SenderKind.AGENT) {
            return AGENT;
        }
        if (signs.requesterAddress()) {
            return REQUESTER;
        }
        if (signs.caseSupplier()) {
            return SUPPLIER;
        }
        return signs.participant() ? PARTICIPANT : STRANGER;
    }
}
