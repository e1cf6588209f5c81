package io.counterfoil.helpdesk;

/** How a case came to the desk. */
public enum CaseChannel {
    MAIL,
    PHONE,
    COUNTER,
    API
}
