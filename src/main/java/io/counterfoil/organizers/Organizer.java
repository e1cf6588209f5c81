package io.counterfoil.organizers;

import io.counterfoil.kernel.OrganizerCode;
import java.time.Instant;

/** A tenant: the institution whose tickets these are. */
public record Organizer(OrganizerCode code, String name, Instant createdAt) {}
