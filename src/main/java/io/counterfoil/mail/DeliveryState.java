package io.counterfoil.mail;

/** How far a mail to one address is. */
public enum DeliveryState {
    /** To be sent, or to be tried again. */
    WAITING,
    /** A mail server has taken it. */
    SENT,
    /** A mail server said that it never will. */
    REFUSED,
    /** It was taken, and could not be delivered. */
    BOUNCED,
    /** No mail server took it for two days. */
    GIVEN_UP;

    /** Whether the mail will not arrive. */
    public boolean hasFailed() {
        return switch (this) {
            case WAITING, SENT -> false;
            case REFUSED, BOUNCED, GIVEN_UP -> true;
        };
    }
}
