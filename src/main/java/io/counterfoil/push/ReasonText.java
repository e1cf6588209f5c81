package io.counterfoil.push;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/** Why somebody does something, in his own words: shown in histories and sent to wallets. */
final class ReasonText {
    private static final int MOST = 500;

    private ReasonText() {}

    /** The text without surrounding blanks; null where there is none. */
    static @Nullable String checked(@Nullable String text) {
        String reason = text == null ? "" : text.strip();
        if (reason.length() > MOST || reason.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("reason", reason, "at most " + MOST + " characters on one line");
        }
        return reason.isEmpty() ? null : reason;
    }

    /** The same where one is needed. */
    static String required(@Nullable String text) {
        String reason = checked(text);
        if (reason == null) {
            throw Refusal.invalid("reason", text, "1 to " + MOST + " characters: the other person decides by it");
        }
        return reason;
    }
}
