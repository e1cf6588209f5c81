/**
 * API tokens and what they may do. Owns table api_token. Who may do what: {@code Permission}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database", "journal"})
package io.counterfoil.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
