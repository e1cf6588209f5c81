/**
 * The built-in wallet: the other side of the wire, with tables of its own in the schema wallet, reached over HTTP only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database"})
package io.counterfoil.wallet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
