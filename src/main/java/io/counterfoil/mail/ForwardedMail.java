package io.counterfoil.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * What a forwarded mail said, as far as its forwarder's program tells.
 *
 * @param from nobody when no address is given
 * @param date nothing when it is written in a way that only its reader knows
 * @param dateText as it was written
 * @param text without the forwarder's own words
 */
public record ForwardedMail(
        Optional<Correspondent> from, String subject, Optional<Instant> date, String dateText, String text) {}
