package io.counterfoil.backoffice;

import java.util.Locale;

/** How good or bad something is: a colour, an icon and, beside it, words. The later, the more it asks for somebody. */
enum Tone {
    NONE,
    GOOD,
    BUSY,
    WARN,
    BAD;

    /** The name of colour and icon. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    Tone worse(Tone other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
