/**
 * Tickets out to the wallet: injection, cancelled and invalidated, controlled, reassignments.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "database",
            "journal",
            "organizers",
            "contacts",
            "tickets",
            "gateway",
            "runs",
            "sync"
        })
package io.counterfoil.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
