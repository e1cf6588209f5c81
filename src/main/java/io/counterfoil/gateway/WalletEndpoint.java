package io.counterfoil.gateway;

import io.counterfoil.kernel.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * Where an interface's wallet answers, and the key that opens it. The key appears in no text that this class or the gateway
 * gives.
 *
 * @param url without query, fragment, user and trailing slash
 */
public record WalletEndpoint(String url, String apiKey) {
    private static final Pattern KEY = Pattern.compile("[!-~]{1,4096}");

    /** Refuses what cannot be called. */
    public WalletEndpoint {
        url = usable(url);
        if (!KEY.matcher(apiKey).matches()) {
            throw Refusal.invalid("apiKey", apiKey.length() + " characters", "1 to 4096 visible ASCII characters");
        }
    }

    /** A text in which this endpoint's key, should the other side repeat it, is hidden. */
    public String withoutKey(String text) {
        return text.replace(apiKey, "***");
    }

    private static String usable(String url) {
        try {
            URI uri = new URI(url.strip());
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            if (http && bare && uri.getHost() != null && uri.getPort() <= 65535 && uri.getPort() != 0) {
                String text = uri.toString();
                return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
            }
        } catch (URISyntaxException notAUrl) {
            // refused below
        }
        throw Refusal.invalid("url", url, "http or https URL of the wallet, without user, query and fragment");
    }

    @Override
    public String toString() {
        return url;
    }
}
