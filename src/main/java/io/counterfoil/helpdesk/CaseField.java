package io.counterfoil.helpdesk;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something more that is known of a case.
 *
 * @param rule code of the rule that found it; null: an agent wrote it
 * @param mailId where it was found; null: an agent wrote it
 * @param login of that agent; null: it was found
 */
public record CaseField(
        String name,
        String value,
        @Nullable String rule,
        @Nullable UUID mailId,
        @Nullable String login,
        Instant at) {}
