/**
 * Words that everyone shares: ids and addresses that check and normalise themselves, refusals, the rules for retries and for
 * addresses on the network (both sides of the wire call hosts that others name). No Spring, no SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.counterfoil.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
