/**
 * Tickets, what their wallets told of them (status log), and what follows: the distribution history and who holds them.
 * Owns tables event, ticket, ticket_ownership, status_log and distribution. How the log becomes history: {@code Fold}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "contacts"})
package io.counterfoil.tickets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
