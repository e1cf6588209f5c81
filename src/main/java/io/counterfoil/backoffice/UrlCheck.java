package io.counterfoil.backoffice;

import io.counterfoil.gateway.WalletAddresses;
import io.counterfoil.kernel.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a wallet's URL may be called, told while it is typed.
 *
 * @param detail why not, or what is worth knowing, in English
 */
record UrlCheck(State state, @Nullable String detail) {
    /** What can be said. */
    enum State {
        /** It is no URL yet. */
        NOTHING,
        GOOD,
        /** Its name means no address just now. */
        UNKNOWN,
        FORBIDDEN
    }

    static final UrlCheck NOTHING = new UrlCheck(State.NOTHING, null);

    static UrlCheck of(String typed, WalletAddresses addresses) {
        String url = typed.strip();
        if (!namesHost(url)) {
            return NOTHING;
        }
        try {
            Optional<String> worthTelling = addresses.check(url);
            return worthTelling.isPresent()
                    ? new UrlCheck(State.UNKNOWN, worthTelling.get())
                    : new UrlCheck(State.GOOD, null);
        } catch (Refusal forbidden) {
            return new UrlCheck(State.FORBIDDEN, forbidden.getMessage());
        }
    }

    private static boolean namesHost(String url) {
        try {
            return new URI(url).getHost() != null;
        } catch (URISyntaxException notYet) {
            return false;
        }
    }
}
