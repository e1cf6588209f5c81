/**
 * Who is known to an organizer: found by address, created, completed, merged, erased. Owns tables contact, contact_address,
 * contact_merge and erased_address. Who is meant by an address: {@code ContactMatching}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal"})
package io.counterfoil.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
