package io.counterfoil.tickets;

import java.time.ZoneId;

/** Time zones as PostgreSQL knows them. */
final class ZoneText {
    private ZoneText() {}

    /** The zone's name; the letter Z, which Java writes, is no zone in PostgreSQL. */
    static String of(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }
}
