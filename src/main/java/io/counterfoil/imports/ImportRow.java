package io.counterfoil.imports;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.tickets.ImportedTicket;
import org.jspecify.annotations.Nullable;

/**
 * A line that can be imported.
 *
 * @param line its number, from 1
 * @param contact null: the line names no contact; else its address is never null
 */
record ImportRow(long line, ImportedTicket ticket, @Nullable ContactDetails contact) {}
