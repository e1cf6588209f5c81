package io.counterfoil.helpdesk;

/** Why a mail is kept and nothing more. */
enum IgnoredReason {
    /** It is a mail of ours that came back. */
    OWN_MAIL,
    /** It comes from one of the organizer's own mailboxes. */
    LOOP,
    /** An automatic reply that belongs to no case of its sender. */
    AUTO_REPLY,
    /** Not delivered, but no mail of ours. */
    BOUNCE
}
