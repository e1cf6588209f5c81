/**
 * HTTP to a wallet, to addresses that the operator allows and to no others; answers come back as values. Owns no table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.counterfoil.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
