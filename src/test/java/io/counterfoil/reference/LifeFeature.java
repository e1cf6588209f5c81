package io.counterfoil.reference;

/** What may happen in made-up ticket lives, and what may go wrong on the way to the back office. */
public enum LifeFeature {
    // people
    /** Two known contacts share one address. */
    FAMILIES,
    /** A known contact has two addresses, each with a wallet account of its own. */
    TWO_ADDRESSES,
    /** Such a contact transfers tickets to itself. */
    SELF_TRANSFERS,
    /** Wallet accounts without names, with unreal names, with hostile or unusable fields. */
    ODD_PROFILES,
    /** Quoted local parts, domains without dots or beyond ASCII. */
    ODD_ADDRESSES,

    // lives
    RETURNS,
    REASSIGNMENTS,
    /** Half of all reassignments, also the back office's own, are told as TRANSFERRED, else as INJECTED to the new owner. */
    REASSIGNED_AS_TRANSFERRED,
    CORRECTED_RECIPIENTS,
    CONTROLS,
    DELETIONS,
    UNKNOWN_STATUSES,
    /** The legacy words PENDING and FAILURE. */
    LEGACY_STATUSES,
    /** Assigning while a transfer is open, the block naming it. */
    USE_WHILE_PENDING,
    /** The wallet sends a ticket's last change once more under a new sequence. */
    RE_EMISSIONS,
    /** Tickets that move from one wallet to the other; needs two interfaces. */
    WALLET_CHANGES,

    // what the back office does in between
    IMPORTS,
    BACK_OFFICE,
    /** Distribution is switched off and on. */
    SWITCHING,

    // the form of entries
    NO_TRANSFER_IDS,
    NO_TRANSFER_BLOCKS,
    /** One interface sends no sequences at all. */
    NO_SEQUENCES,
    /** Single entries of a sequenced interface come without one. */
    LOST_SEQUENCES,
    NO_STATUS_DATES,
    BROKEN_STATUS_DATES,
    /** Dates weeks ahead of their receipt. */
    FAR_DATES,
    TIES_IN_TIME,
    ABSENT_OWNERS,
    /** Addresses in other spellings. */
    SPELLINGS,
    /** {@code spectatorDetails} without an address, or not at all. */
    BARE_DETAILS,
    /** Entries that bring names and tell no owner: whether they are heard depends on who is known by then. */
    NAMES_WITHOUT_OWNER,
    /** Names in pending entries, as the sender typed them. */
    TYPED_NAMES,
    UNUSABLE_ADDRESSES,
    /** Members that the contract doesn't know. */
    UNKNOWN_MEMBERS,

    // delivery
    DUPLICATES,
    OVERLAPPING_PAGES,
    /** Entries shuffled within pages, pages held back. */
    REORDERED_PAGES,
    EMPTY_PAGES,
    UNKNOWN_TICKETS,
    POISON
}
