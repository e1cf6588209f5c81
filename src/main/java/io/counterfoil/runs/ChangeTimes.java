package io.counterfoil.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the first and the last of some changes happened; null: nobody said. */
public record ChangeTimes(@Nullable Instant first, @Nullable Instant last) {
    public static final ChangeTimes UNKNOWN = new ChangeTimes(null, null);
}
