/**
 * The rules once more, written naively from the domain's text and nothing else, and a model wallet that makes up ticket
 * lives. Comes in: a seed, or feed entries one by one. Goes out: {@code ReferenceResult}, which the database's content is
 * compared with. Shares with the product only the address key and records without rules.
 */
@NullMarked
package io.counterfoil.reference;

import org.jspecify.annotations.NullMarked;
