package io.counterfoil.runs;

import io.counterfoil.organizers.InterfaceFunction;

/** What a function does. Beans of this type are found by themselves. */
public interface RunFunction {
    /** Which function this is. */
    InterfaceFunction function();

    /**
     * Does the work of one run, or the rest of it when it was taken over. Looks at {@link RunContext#stopping} between pages
     * and leaves off when it says so. An exception ends the run FAILED.
     */
    RunEnd execute(RunContext context);
}
