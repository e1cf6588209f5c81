package io.counterfoil.accounts;

import io.counterfoil.kernel.Rule;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How personal data shows on a screen, by the role of who looks, and in an answer of the API, by the rights of its token. */
@Rule(
        "A viewer sees personal data masked: of a name the first letter of each word, of an address the first character and"
                + " the domain, of a telephone number the last two digits, of anything else that it is there; agents and above"
                + " see it as it is, and so does a token with the right SEE_PERSONAL_DATA. A name that is not known stays unknown.")
public enum PersonalDataView {
    /** As it is. */
    FULL,
    /** What tells two people apart, without saying who they are. */
    MASKED;

    private static final String HIDDEN = "•••";
    private static final int TOLD_DIGITS = 2;
    private static final int SHORTEST_TELEPHONE = 6;

    /** The view that a role has. */
    public static PersonalDataView of(Role role) {
        return Permission.SEE_PERSONAL_DATA.isOf(role) ? FULL : MASKED;
    }

    public boolean isMasked() {
        return this == MASKED;
    }

    /** A person's name, or one of its parts. */
    public @Nullable String name(@Nullable String name) {
        if (this == FULL || name == null || name.isBlank()) {
            return name;
        }
        return Arrays.stream(name.strip().split("\\s+"))
                .map(word -> first(word) + HIDDEN)
                .collect(Collectors.joining(" "));
    }

    /** An e-mail address. */
    public @Nullable String address(@Nullable String address) {
        if (this == FULL || address == null || address.isBlank()) {
            return address;
        }
        int at = address.lastIndexOf('@');
        return at < 1 ? HIDDEN : first(address) + HIDDEN + address.substring(at);
    }

    /** A telephone number. */
    public @Nullable String telephone(@Nullable String number) {
        if (this == FULL || number == null || number.isBlank()) {
            return number;
        }
        String digits = number.replaceAll("\\D", "");
        return digits.length() < SHORTEST_TELEPHONE ? HIDDEN : HIDDEN + digits.substring(digits.length() - TOLD_DIGITS);
    }

    /** Birthday, passport, nationality, barcode, raw entries: whatever else is about a person. */
    public @Nullable String other(@Nullable String value) {
        return this == FULL || value == null || value.isBlank() ? value : HIDDEN;
    }

    private static String first(String text) {
        return text.substring(0, text.offsetByCodePoints(0, 1));
    }
}
