package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Rule;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/** A supplier's own number of a matter, as he writes it in his subjects. Source: help desk, which case a mail belongs to. */
@Rule(
        "What stands between the supplier's marks in the subject, or what his pattern matches, is his reference. Blanks, letter case and"
                + " full-width characters don't matter. A reference needs a digit: words alone stand in many subjects.")
public final class SupplierReference {
    private SupplierReference() {}

    /** The reference in a subject, as it is compared. */
    public static Optional<String> in(TextFinder finder, String subject) {
        return finder.in(Normalizer.normalize(subject, Normalizer.Form.NFKC))
                .map(found -> found.replaceAll("\\s+", "").toUpperCase(Locale.ROOT))
                .filter(found -> found.codePoints().anyMatch(Character::isDigit));
    }
}
