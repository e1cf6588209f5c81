/**
 * Tickets in: newline-delimited JSON, streamed, into contacts and tickets. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers", "contacts", "tickets", "sync"})
package io.counterfoil.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
