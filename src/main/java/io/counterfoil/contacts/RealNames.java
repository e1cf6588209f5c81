package io.counterfoil.contacts;

import io.counterfoil.kernel.Rule;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether names are a person's or company's. Source: contact rule 5. */
@Rule(
        "Names are real when each has a letter, or one is absent and the other has one; the placeholder \"Pending CREATION\" never is.")
final class RealNames {
    /** What people see in place of a temporary contact's names. It is never stored and never sent. */
    static final String PLACEHOLDER = "Pending CREATION";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private RealNames() {}

    static boolean are(@Nullable String firstName, @Nullable String lastName) {
        String first = firstName == null ? "" : firstName.strip();
        String last = lastName == null ? "" : lastName.strip();
        if (isPlaceholder(first, last)) {
            return false;
        }
        boolean nothingUnreal = (first.isEmpty() || hasLetter(first)) && (last.isEmpty() || hasLetter(last));
        return nothingUnreal && !(first.isEmpty() && last.isEmpty());
    }

    private static boolean hasLetter(String name) {
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            if (Character.isLetter(name.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlaceholder(String first, String last) {
        return isPlaceholder(first) || isPlaceholder(last) || isPlaceholder(first + " " + last);
    }

    private static boolean isPlaceholder(String name) {
        // blanks only make it longer
        return name.length() >= PLACEHOLDER.length()
                && BLANKS.matcher(name.strip()).replaceAll(" ").equalsIgnoreCase(PLACEHOLDER);
    }
}
