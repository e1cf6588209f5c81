package io.counterfoil.tickets;

import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.Rule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** To whom a ticket can be taken back (distribution rule 6). */
@Rule(
        "A ticket is taken back to the old contact of its last confirmed line, while that line's new contact still holds it.")
final class TakeBack {
    private TakeBack() {}

    /** The contact that gets the ticket back, or nothing when it cannot be taken back. */
    static Optional<ContactId> target(List<Distribution> lines, @Nullable ContactId culturalContact) {
        for (Distribution line : lines.reversed()) {
            if (line.status() == Distribution.Status.CONFIRMED) {
                return line.newContact().equals(culturalContact)
                        ? Optional.ofNullable(line.oldContact())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
