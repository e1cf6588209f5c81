package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import org.jspecify.annotations.Nullable;

/**
 * Who held a ticket at a time.
 *
 * @param culturalContact null: nobody was known
 * @param line the line that made it so; null: the import did, before any line
 */
public record Holder(
        @Nullable ContactId culturalContact, @Nullable Distribution line) {}
