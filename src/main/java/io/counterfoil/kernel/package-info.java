/** Words that everyone shares: ids and addresses that check and normalise themselves, refusals, the rule for retries. No Spring, no SQL. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.counterfoil.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
