package io.counterfoil.helpdesk;

import io.counterfoil.kernel.Refusal;
import java.util.regex.Pattern;

/**
 * What mails of a mailbox look like in a language.
 *
 * @param displayName the name before its address
 * @param signature lines below each text
 * @param colour of the line under the name, as {@code #rrggbb}
 */
public record MailBrand(String language, String displayName, String signature, String colour) {
    /** Of mailboxes that chose none. */
    public static final String STANDARD_COLOUR = "#1f4e79";

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SIGNATURE = 2000;

    /** Refuses what cannot stand in a header or in HTML. */
    void check() {
        if (displayName.isBlank()
                || displayName.length() > LONGEST_NAME
                || !MailText.line(displayName).equals(displayName)) {
            throw Refusal.invalid(
                    "displayName", displayName, "1 to " + LONGEST_NAME + " characters in one line, none invisible");
        }
        if (signature.length() > LONGEST_SIGNATURE || !MailText.lines(signature).equals(signature)) {
            throw Refusal.invalid(
                    "signature", signature, "at most " + LONGEST_SIGNATURE + " characters, none invisible");
        }
        if (!COLOUR.matcher(colour).matches()) {
            throw Refusal.invalid("colour", colour, "#rrggbb such as " + STANDARD_COLOUR);
        }
    }
}
