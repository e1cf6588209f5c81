/**
 * Who or what changed which thing, when: written in the caller's transaction, read as the ordered change feed. Owns tables
 * journal, installation_journal and installation_journal_head, and the numbers in organizer_head. How lines are chained: {@code HashChain}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "database"})
package io.counterfoil.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
