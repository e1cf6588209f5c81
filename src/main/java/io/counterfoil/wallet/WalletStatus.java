package io.counterfoil.wallet;

/** The lifecycle statuses that this wallet tells. Source: lifecycle statuses of the domain rules. */
enum WalletStatus {
    INJECTED,
    DOWNLOADED,
    ASSIGNED,
    PENDING_TRANSFER,
    TRANSFERRED,
    FAILURE_TRANSFER,
    BT_ACTIVATED,
    MANUAL_ACTIVATED,
    OFFLINE_ACTIVATED,
    ONLINE_ACTIVATED,
    DEACTIVATED,
    CONTROLLED,
    DELETION_PENDING,
    DELETED
}
