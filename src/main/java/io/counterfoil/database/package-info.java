/**
 * The PostgreSQL under everything: embedded or outside, its migrations, and the one place that opens an organizer's
 * transaction. Owns tables organizer and organizer_head.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel"})
package io.counterfoil.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
