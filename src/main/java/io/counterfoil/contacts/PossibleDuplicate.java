package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import java.util.List;

/**
 * Contacts that share an address and may be one person: none has an internet account for it.
 *
 * @param address in its normal form
 * @param contacts oldest first
 */
public record PossibleDuplicate(String address, List<ContactId> contacts) {}
