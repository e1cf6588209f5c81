/**
 * Runs of functions: who may work now (lease and fencing), who waits, what happened, when the next is due. Owns tables run,
 * run_lease, run_request, run_event and run_call. Has every module's daily work done, too.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal", "organizers"})
package io.counterfoil.runs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
