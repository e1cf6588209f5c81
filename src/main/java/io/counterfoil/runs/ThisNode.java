package io.counterfoil.runs;

/**
 * This process, as others see it.
 *
 * @param name in leases; new with every start
 * @param works whether it does runs and daily work; one that does not only answers
 */
record ThisNode(String name, boolean works) {}
