package io.counterfoil.kernel;

import java.util.regex.Pattern;

/** The organizer (tenant) that something belongs to: 1 to 64 letters, digits, dots, dashes and underscores. */
public record OrganizerCode(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses anything that is not a code. */
    public OrganizerCode {
        if (!FORM.matcher(value).matches()) {
            throw Refusal.invalid("code", value, "1 to 64 letters, digits, dots, dashes and underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
