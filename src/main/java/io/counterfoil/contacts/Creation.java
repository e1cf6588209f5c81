package io.counterfoil.contacts;

/** What came of entering a contact. */
public sealed interface Creation {
    Contact contact();

    /** A contact that was not there before. */
    record Created(Contact contact) implements Creation {}

    /** The temporary contact that had the address: completed, under its own id (contact rule 4). */
    record Completed(Contact contact) implements Creation {}
}
