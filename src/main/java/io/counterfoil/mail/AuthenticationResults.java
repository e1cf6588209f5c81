package io.counterfoil.mail;

import io.counterfoil.kernel.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the organizer's own mail server found about a mail's sender (RFC 8601). Anybody can write such a field; the server that is
 * trusted removes those that bear its name, and its own stand together at the top: below the next {@code Received} none counts.
 */
@Rule(
        "A sender is authenticated when a server that is trusted for this mailbox says dmarc=pass for the domain in From, or"
                + " says nothing of dmarc and dkim=pass or spf=pass for that domain or one that it belongs to. Fields of any other server, and"
                + " those below the first Received after the trusted ones, say nothing.")
final class AuthenticationResults {
    private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,500}\\)");
    private static final Pattern METHOD =
            Pattern.compile("^\\s*(dmarc|dkim|spf)\\s*(?:/\\s*\\d+)?\\s*=\\s*([a-z]+)(?:\\s.*)?$");
    private static final Pattern PROPERTY = Pattern.compile(
            "(?:^|\\s)(header\\.(?:from|d|i)|smtp\\.mailfrom|smtp\\.helo)\\s*=\\s*\"?([^\\s;\"]{1,320})");
    private static final int MOST_RESULTS = 50;

    private AuthenticationResults() {}

    /** One method's result. */
    private record Result(String method, String result, Map<String, String> properties) {}

    /**
     * @param trusted names of servers, lower-case
     * @param from the domain of the mail's only From address, lower-case; null when there is none or several
     */
    static Authentication read(HeaderFields header, Set<String> trusted, @Nullable String from) {
        List<Result> results = trustedResults(header, trusted);
        if (results.isEmpty()) {
            return new Authentication(Authentication.Verdict.UNKNOWN, Map.of());
        }
        Map<String, String> shown = new LinkedHashMap<>();
        results.forEach(result -> shown.putIfAbsent(result.method(), result.result()));
        return new Authentication(verdict(results, from), Map.copyOf(shown));
    }

    private static Authentication.Verdict verdict(List<Result> results, @Nullable String from) {
        if (from == null) {
            return Authentication.Verdict.FAILED;
        }
        for (Result result : results) {
            if (result.method().equals("dmarc") && !result.result().equals("none")) {
                boolean pass = result.result().equals("pass")
                        && domain(result.properties().getOrDefault("header.from", from))
                                .equals(from);
                return pass ? Authentication.Verdict.PASSED : Authentication.Verdict.FAILED;
            }
        }
        boolean aligned = results.stream()
                .filter(result -> result.result().equals("pass"))
                .anyMatch(result -> aligned(result, from));
        return aligned ? Authentication.Verdict.PASSED : Authentication.Verdict.FAILED;
    }

    private static boolean aligned(Result result, String from) {
        Map<String, String> properties = result.properties();
        String said = result.method().equals("dkim")
                ? properties.getOrDefault("header.d", properties.getOrDefault("header.i", ""))
                : properties.getOrDefault("smtp.mailfrom", "");
        String domain = domain(said);
        // a top-level domain signs for nobody
        return domain.indexOf('.') > 0 && (from.equals(domain) || from.endsWith("." + domain));
    }

    private static List<Result> trustedResults(HeaderFields header, Set<String> trusted) {
        List<Result> results = new ArrayList<>();
        boolean met = false;
        for (HeaderFields.Field field : header.all()) {
            if (met && field.name().equals("received")) {
                break;
            }
            if (field.name().equals("authentication-results") && results.size() < MOST_RESULTS) {
                List<String> parts = List.of(COMMENT.matcher(field.value())
                        .replaceAll(" ")
                        .toLowerCase(Locale.ROOT)
                        .split(";", MOST_RESULTS));
                if (trusted.contains(serverOf(parts.getFirst()))) {
                    met = true;
                    parts.subList(1, parts.size()).forEach(part -> add(part, results));
                }
            }
        }
        return results;
    }

    /** Without the version that may follow the name. */
    private static String serverOf(String first) {
        return first.strip().split("\\s", 2)[0];
    }

    private static void add(String part, List<Result> results) {
        Matcher method = METHOD.matcher(part.replace('\n', ' '));
        if (method.matches()) {
            Map<String, String> properties = new LinkedHashMap<>();
            Matcher property = PROPERTY.matcher(part);
            while (property.find()) {
                properties.putIfAbsent(property.group(1), property.group(2));
            }
            results.add(new Result(method.group(1), method.group(2), properties));
        }
    }

    private static String domain(String value) {
        return value.substring(value.lastIndexOf('@') + 1);
    }
}
