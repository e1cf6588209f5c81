package io.counterfoil.helpdesk;

/** What put a mail into a case. */
public enum JoinedBy {
    TAG("tag in subject"),
    SIGNED_REFERENCE("answers a mail of ours"),
    REFERENCE("answers a mail of the case"),
    UNSEEN_MAIL("answers a mail that never came here, as another mail of the case does"),
    SUPPLIER_REFERENCE("the supplier's reference in the subject, which is known for the case"),
    /** A bounce quotes our mail. */
    QUOTED("quotes a mail of ours"),
    /** It opened the case. */
    OPENED("names no case"),
    /** An agent decided. */
    AGENT("an agent decided");

    private final String words;

    JoinedBy(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
