package io.counterfoil.helpdesk;

/** How soon a case wants an answer. */
public enum CasePriority {
    LOW,
    NORMAL,
    HIGH,
    URGENT
}
