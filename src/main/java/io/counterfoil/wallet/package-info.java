/**
 * The built-in wallet: the other side of the wire, reached over HTTP only. In: the organizer API and the spectator API under
 * /wallet, and the page for phones under /wallet/app. Out: the diff, and wake-up calls. Its tables are its own, in the schema
 * wallet, under the role counterfoil_wallet. What happens to a ticket is in TicketLife, what a spectator may do in
 * WhatIsAllowed.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database"})
package io.counterfoil.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
