package io.counterfoil.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that changed.
 *
 * @param entity what kind of thing: {@code ticket}, {@code contact}, {@code interface}, {@code run}, …
 * @param entityId its id
 * @param action what happened to it, one word: {@code created}, {@code completed}, {@code changed}, …
 * @param runId the run that did it, if one did
 * @param body JSON object with what is worth knowing; an erasure takes it away, so it may hold personal data
 */
public record Change(
        String entity,
        String entityId,
        String action,
        @Nullable UUID runId,
        @Nullable String body) {}
