package io.counterfoil.organizers;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A tenant: the institution whose tickets these are.
 *
 * @param timeZone in which its people read times
 * @param language {@code en} or {@code fr}: what its pages and mails begin with
 * @param retentionDays how long an orphaned contact is kept (contact rule 6)
 */
public record Organizer(
        OrganizerCode code, String name, ZoneId timeZone, String language, int retentionDays, Instant createdAt) {}
