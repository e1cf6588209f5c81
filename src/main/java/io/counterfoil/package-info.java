/** Counterfoil: who holds which ticket, and how it got there. Each sub-package is a module; ARCHITECTURE.md has the map. */
@NullMarked
package io.counterfoil;

import org.jspecify.annotations.NullMarked;
