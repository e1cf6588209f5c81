package io.counterfoil.wallet;

/** What a spectator may ask for with a ticket in the wallet. */
enum WalletAction {
    DOWNLOAD,
    ASSIGN,
    ACTIVATE,
    DEACTIVATE,
    TRANSFER,
    ACCEPT,
    REJECT,
    CANCEL,
    RETURN,
    CONFIRM_DELETION
}
