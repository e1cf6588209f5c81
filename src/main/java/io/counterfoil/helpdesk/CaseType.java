package io.counterfoil.helpdesk;

/** What a case is about; all types share one sequence of numbers. */
public enum CaseType {
    INCIDENT,
    REQUEST,
    OPPORTUNITY,
    PROJECT,
    COMPLAINT
}
