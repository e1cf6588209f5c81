/**
 * Retrieve ticket status: diff page in, one transaction with contacts, log, lines and key out. Owns tables sync_position and
 * held_entry. The story: {@code SyncRun}; what a page does: {@code SyncPlan}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"kernel", "database", "journal", "organizers", "contacts", "tickets", "gateway", "runs"})
package io.counterfoil.sync;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
