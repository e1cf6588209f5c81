package io.counterfoil.helpdesk;

/** Why a mail waits for an agent's decision. */
public enum HeldReason {
    /** Names a case in which its sender does not take part. */
    STRANGER,
    /** Names several cases, and nothing says which. */
    SEVERAL_TAGS,
    /** Bears an agent's address and does not prove it. */
    SPOOFED_AGENT,
    /** Its sender was blocked by an agent. */
    BLOCKED_SENDER
}
