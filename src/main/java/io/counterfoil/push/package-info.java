/**
 * Tickets out to the wallet: injection, cancelled and invalidated, controlled, and the reassignments behind distribute and
 * take back. Owns tables push_state, push_settings, reassignment_call, undo_request, bulk_job and bulk_line; reads those of module tickets to find what is due,
 * and changes tickets through that module only.
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
