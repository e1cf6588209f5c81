/**
 * Benchmarks, started by {@code ./counterfoil bench}; never timed tests. Comes in: a subcommand. Goes out: a table, or one
 * line of JSON; progress goes to standard error. What is compared with what, and why so: docs/performance.md.
 */
@NullMarked
package io.counterfoil.bench;

import org.jspecify.annotations.NullMarked;
