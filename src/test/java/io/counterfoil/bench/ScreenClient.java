package io.counterfoil.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A signed-in browser, as far as measuring needs one: keeps its session, asks for packed answers, runs no script. */
final class ScreenClient implements AutoCloseable {
    /** Names the request in the server's log of requests. */
    static final String MARK = "X-Measured";

    private static final String LOGIN = "bench";
    private static final String PASSWORD = "wolke tisch papaya gondel 7391";
    private static final Pattern CODE = Pattern.compile("/start with the code (\\S+)");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI server;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private ScreenClient(URI server) {
        this.server = server;
    }

    /** Makes the first administrator, or signs in as him where he was made before. */
    static ScreenClient signedIn(LiveServer live) throws IOException, InterruptedException {
        ScreenClient client = new ScreenClient(live.address());
        Matcher code = CODE.matcher(live.log());
        if (code.find()) {
            client.post(
                    "/start",
                    "code",
                    code.group(1),
                    "email",
                    "bench@example.org",
                    "login",
                    LOGIN,
                    "name",
                    "Bench",
                    "password",
                    PASSWORD,
                    "language",
                    "en");
        } else {
            client.post("/sign-in", "login", LOGIN, "password", PASSWORD);
        }
        return client;
    }

    private void post(String path, String... fields) throws IOException, InterruptedException {
        String page = PageWeight.text(get(path, ""));
        Matcher csrf = CSRF.matcher(page);
        if (!csrf.find()) {
            throw new IllegalStateException("no form at " + path + ":\n" + page);
        }
        List<String> form = new ArrayList<>(List.of("_csrf=" + encoded(HtmlUtils.htmlUnescape(csrf.group(1)))));
        for (int i = 0; i < fields.length; i += 2) {
            form.add(fields[i] + "=" + encoded(fields[i + 1]));
        }
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form)))
                .build();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status / 100 != 3) {
            throw new IllegalStateException("POST " + path + " answers " + status + " (expected: a redirect)");
        }
    }

    /** A page or an asset as it was sent. */
    HttpResponse<byte[]> get(String path, String mark) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofMinutes(5))
                .header("Accept", "text/html")
                .header("Accept-Language", "en")
                .header("Accept-Encoding", "gzip");
        if (!mark.isEmpty()) {
            request.header(MARK, mark);
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + " answers " + answer.statusCode() + " (expected: 200)");
        }
        return answer;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
