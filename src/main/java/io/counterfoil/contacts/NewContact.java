package io.counterfoil.contacts;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * A contact that was born and is not stored yet.
 *
 * @param temporary whether it waits for real names
 * @param details null where only the address is known
 */
public record NewContact(
        ContactId id,
        @Nullable EmailAddress address,
        boolean temporary,
        boolean internetAccount,
        @Nullable ContactDetails details) {}
