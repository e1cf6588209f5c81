package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The phone page as a browser without scripts has it: cookies, forms, redirects followed on demand. */
final class PhoneBrowser implements AutoCloseable {
    private static final Pattern SHOWN = Pattern.compile("id=\"shown-code\">([0-9A-Z]{8})<");
    private static final Pattern MARK = Pattern.compile("name=\"_mark\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;

    PhoneBrowser(int port) {
        this.base = "http://localhost:" + port + "/wallet/app";
        this.http = HttpClient.newBuilder().cookieHandler(cookies).build();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** A form as the server's page has it, its mark included. */
    HttpResponse<String> submit(String path, String... fields) {
        return post(path, mark(), fields);
    }

    HttpResponse<String> post(String path, String mark, String... fields) {
        return send(
                request(path).POST(BodyPublishers.ofString(form(mark, fields))).build());
    }

    HttpResponse<String> postFrom(String site, String path, String... fields) {
        return send(request(path, "Origin", site)
                .POST(BodyPublishers.ofString(form(mark(), fields)))
                .build());
    }

    /** Follows the answer of a form that was taken. */
    String follow(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        URI target =
                answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> page = send(HttpRequest.newBuilder(target).GET().build());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    String signIn(String email) {
        HttpResponse<String> asked = post("/sign-in", "", "email", email);
        Matcher code = SHOWN.matcher(asked.body());
        assertThat(code.find()).as(asked.body()).isTrue();
        return follow(post("/code", "", "email", email, "code", code.group(1)));
    }

    String mark() {
        Matcher mark = MARK.matcher(get("/history").body());
        return mark.find() ? mark.group(1) : "";
    }

    /** The value of the session's cookie. */
    String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("wallet"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept-Language", "en")
                .header("Content-Type", "application/x-www-form-urlencoded");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static String form(String mark, String... fields) {
        StringBuilder form = new StringBuilder("_mark=").append(encode(mark));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(fields[i]).append('=').append(encode(fields[i + 1]));
        }
        return form.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
