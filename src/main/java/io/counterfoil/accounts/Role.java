package io.counterfoil.accounts;

/** A ladder: each role has the rights of the former. */
public enum Role {
    VIEWER,
    AGENT,
    OPERATOR,
    ADMINISTRATOR
}
