package io.counterfoil.runs;

/** Is told of every run that ended. Beans of this type are found by themselves. */
@FunctionalInterface
public interface RunObserver {
    /** Called after the end is stored; an exception is logged and changes nothing. */
    void ended(Run run);
}
