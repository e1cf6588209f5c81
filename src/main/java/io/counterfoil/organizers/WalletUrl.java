package io.counterfoil.organizers;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the address of a wallet looks like. Whether it may be reached is decided where it is reached. */
@Rule(
        "A wallet's URL is absolute, http or https, names a host, ends with organizer/tickets and has no user info, query or"
                + " fragment.")
final class WalletUrl {
    private static final int MOST = 2000;
    private static final String ENDING = "/organizer/tickets";
    private static final String EXPECTED = "an absolute http or https URL of at most 2000 characters that ends with"
            + " organizer/tickets, without user info, query and fragment";

    private WalletUrl() {}

    /** The URL without surrounding blanks, refused when it cannot be a wallet's. */
    static String checked(@Nullable String text) {
        String url = text == null ? "" : text.strip();
        if (!isUsable(url)) {
            throw Refusal.invalid("url", withoutUserInfo(url), EXPECTED);
        }
        return url;
    }

    private static boolean isUsable(String text) {
        if (text.length() > MOST) {
            return false;
        }
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && url.getHost() != null
                    && url.getPort() <= 65_535
                    && url.getPort() != 0
                    && url.getRawUserInfo() == null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null
                    && url.getRawPath().endsWith(ENDING);
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    /** A refused URL is shown to people and may be logged: a password in it must not be. */
    private static String withoutUserInfo(String text) {
        return text.replaceFirst("//[^/?#]*@", "//…@");
    }
}
