package io.counterfoil.helpdesk;

/** What an agent should know of an entry before he trusts it. */
public enum CaseMark {
    /** The mail bears an agent's address and did not prove it. */
    SPOOFED_AGENT,
    /** The subject names a number that no case has. */
    UNKNOWN_NUMBER,
    /** The subject names one case, references another. */
    DISAGREES,
    /** It was joined by references, but is about something else by its subject. */
    OTHER_SUBJECT,
    /** Joined because it answers a mail that the desk never saw, as others did. */
    SAME_UNSEEN_MAIL,
    /** Its Message-ID came before, with other content. */
    SAME_ID_OTHER_BYTES,
    /** The sender's server says that it is not from whom it says. */
    AUTHENTICATION_FAILED,
    /** It answers a closed case. */
    ANSWERS_CLOSED
}
