package io.counterfoil.sync;

import io.counterfoil.kernel.Refusal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which held entries are asked for; null: any. */
public record HeldFilter(
        Held.Kind kind,
        Held.@Nullable State state,
        @Nullable String reason) {
    private static final Pattern REASON = Pattern.compile("[A-Z][A-Z_]{0,63}");

    public HeldFilter {
        if (reason != null && !REASON.matcher(reason).matches()) {
            throw Refusal.invalid("reason", reason, "a word such as UNKNOWN_TICKET");
        }
    }

    /** Everything that is or was quarantined. */
    public static HeldFilter quarantined(Held.@Nullable State state, @Nullable String reason) {
        return new HeldFilter(Held.Kind.QUARANTINE, state, reason);
    }

    /** Everything that is or was skipped by the skip list. */
    public static HeldFilter skipped(Held.@Nullable State state) {
        return new HeldFilter(Held.Kind.SKIP, state, null);
    }

    @Nullable
    String stateName() {
        return state == null ? null : state.name();
    }
}
