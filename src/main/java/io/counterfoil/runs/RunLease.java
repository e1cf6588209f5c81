package io.counterfoil.runs;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Rule;
import io.counterfoil.organizers.InterfaceFunction;
import java.util.UUID;

/**
 * The right to work on a run, until it is finished or another node takes it over.
 *
 * @param fencing grows with every holder of the lease: whoever shows an older one writes nothing
 * @param takenOver the run began on another node, or on this one before a restart
 */
@Rule("One run at a time retrieves the ticket status of an organizer, whichever interface it is for, dry runs included;"
        + " every other function has one run at a time for each interface.")
public record RunLease(
        OrganizerCode organizer,
        UUID runId,
        String interfaceCode,
        InterfaceFunction function,
        boolean dryRun,
        long fencing,
        boolean takenOver) {

    /** What only one run at a time may hold within its organizer. */
    public String name() {
        return nameOf(interfaceCode, function);
    }

    static String nameOf(String interfaceCode, InterfaceFunction function) {
        return switch (function) {
            case RETRIEVE_TICKET_STATUS -> function.code();
            case EXTERNAL_PRINTING, PUSH_CANCELLED, PUSH_CONTROLLED -> interfaceCode + "/" + function.code();
        };
    }
}
