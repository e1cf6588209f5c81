package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;

/** A stored temporary contact whose real names came to be known, which makes it normal. */
public record CompletedContact(ContactId id, ContactDetails details) {}
