package io.counterfoil.helpdesk;

/** What an entry tells of. */
public enum CaseAction {
    /** A mail that came. */
    MAIL("wrote"),
    /** An answer that nobody wrote. */
    AUTO_REPLY("automatic reply"),
    /** A mail of ours that was not delivered. */
    BOUNCE("mail not delivered"),
    /** An agent's answer to the outside. */
    REPLY("replied"),
    /** For agents only. */
    NOTE("noted"),
    /** A call or a visit. */
    CALL("called"),
    STATE("changed the state"),
    ASSIGNED("assigned"),
    CHANGED("changed the case"),
    MERGED("merged"),
    SPLIT("split"),
    LINKED("linked"),
    HELD("decided about a held mail"),
    /** A mail of ours that nobody wrote. */
    NOTICE("notified");

    private final String description;

    CaseAction(String description) {
        this.description = description;
    }

    /** In English, for programs that show it as it is. */
    public String description() {
        return description;
    }
}
