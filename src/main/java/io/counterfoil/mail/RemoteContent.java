package io.counterfoil.mail;

/** Whether a mail's HTML may fetch pictures from elsewhere, which tells its sender that it is read. */
public enum RemoteContent {
    BLOCKED,
    SHOWN
}
