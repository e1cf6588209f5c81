package io.counterfoil.kernel;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that can be written to. The key is what two spellings of one mailbox have in common: trimmed, Unicode
 * NFC, local part lower-cased without locale, domain as lower-case IDNA ASCII; dots and plus signs mean what they say.
 *
 * <p>Source: contact synchronisation of the domain rules. No other place computes a key, SQL least of all.
 *
 * @param text as it was given, trimmed; what is shown
 * @param key the normal form, at most 254 characters; what is compared and stored
 */
@Rule(
        "An address is usable when it is an RFC 5321 mailbox of at most 254 characters without control or bidirectional"
                + " characters and without an address literal; its key is trimmed, NFC, lower-case, with the domain in IDNA ASCII.")
public record EmailAddress(String text, String key) {
    private static final int MOST = 254;
    private static final int MOST_LOCAL_BYTES = 64;
    private static final int MOST_LABEL = 63;
    private static final Pattern ATOM = Pattern.compile("[\\p{L}\\p{N}\\p{M}\\p{S}!#$%&'*+/=?^_`{|}~\\-]+");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** The address in a text, or nothing when the text is null, blank or unusable; {@link #whyUnusable} says why. */
    public static Optional<EmailAddress> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String key = keyOf(text);
        return key == null ? Optional.empty() : Optional.of(new EmailAddress(text.strip(), key));
    }

    /** What is wrong with an address, in words that carry the value and the expectation. */
    public static String whyUnusable(@Nullable String text) {
        return "address " + Excerpt.of(text)
                + " (expected: one mailbox such as anna@example.org, at most 254 characters, no address literal)";
    }

    private static @Nullable String keyOf(String text) {
        String plain = plainKey(text);
        return plain == null ? anyKey(text) : plain;
    }

    /**
     * The key of an address of the everyday kind, such as nearly all are, or null for any other. It says what
     * {@link #anyKey} says of it, without Unicode tables: a page of a thousand entries has some three thousand addresses.
     */
    private static @Nullable String plainKey(String text) {
        int at = text.indexOf('@');
        if (at < 1 || at > MOST_LOCAL_BYTES || text.length() > MOST) {
            return null;
        }
        boolean upperCase = false;
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || i == at) {
                // an empty part, or a label that ends with a hyphen
                if (i == part || (i > at && text.charAt(i - 1) == '-')) {
                    return null;
                }
                part = i + 1;
            } else if (!isPlain(c, i < at, i == part) || (i > at && i - part >= MOST_LABEL)) {
                return null;
            }
            upperCase |= c >= 'A' && c <= 'Z';
        }
        if (part == text.length() || text.charAt(text.length() - 1) == '-') {
            return null;
        }
        return upperCase ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static boolean isPlain(char c, boolean local, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c == '-' && (local || !first))
                || (local && (c == '_' || c == '+'));
    }

    private static @Nullable String anyKey(String text) {
        String trimmed = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (trimmed.length() > 1000 || trimmed.codePoints().anyMatch(Excerpt::isUnsafe)) {
            return null;
        }
        int at = trimmed.lastIndexOf('@');
        if (at < 1) {
            return null;
        }
        String local = trimmed.substring(0, at).toLowerCase(Locale.ROOT);
        String domain = asciiDomain(trimmed.substring(at + 1));
        if (domain == null || !isLocalPart(local)) {
            return null;
        }
        String key = Normalizer.normalize(local, Normalizer.Form.NFC) + "@" + domain;
        return key.length() <= MOST ? key : null;
    }

    private static boolean isLocalPart(String local) {
        if (local.getBytes(StandardCharsets.UTF_8).length > MOST_LOCAL_BYTES) {
            return false;
        }
        return local.startsWith("\"") ? isQuoted(local) : isDotAtom(local);
    }

    private static boolean isDotAtom(String local) {
        for (String atom : local.split("\\.", -1)) {
            if (!ATOM.matcher(atom).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isQuoted(String local) {
        if (local.length() < 3 || !local.endsWith("\"")) {
            return false;
        }
        for (int i = 1; i < local.length() - 1; i++) {
            if (local.charAt(i) == '"') {
                return false;
            }
            if (local.charAt(i) == '\\' && ++i >= local.length() - 1) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String asciiDomain(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            for (String label : ascii.split("\\.", -1)) {
                if (!LABEL.matcher(label).matches()) {
                    return null;
                }
            }
            return ascii;
        } catch (IllegalArgumentException notADomain) {
            return null;
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress address && key.equals(address.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
