/**
 * Organizers, their organizations, and the interfaces to wallets with functions, custom parameters, skip list and encrypted
 * secrets. Owns tables organization, interface and interface_function.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal"})
package io.counterfoil.organizers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
