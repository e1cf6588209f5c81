package io.counterfoil.database;

import io.counterfoil.kernel.OrganizerCode;
import java.util.function.Consumer;

/**
 * What a module does for each organizer once a day, such as forgetting what is past its time. Module runs has it done, on one
 * node of the cluster; a day may be late, and work that was cut off is done again.
 */
public interface DailyWork {
    /** For the log. */
    String name();

    /** Opens its own transactions, small ones, so that nobody waits long for it. */
    void run(OrganizerCode organizer);

    static DailyWork of(String name, Consumer<OrganizerCode> work) {
        return new DailyWork() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void run(OrganizerCode organizer) {
                work.accept(organizer);
            }
        };
    }
}
