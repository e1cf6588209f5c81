package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Looks at pages as a browser without script does: keeps cookies, follows redirects, fills in forms. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private static final String BOUNDARY = "----counterfoil-7a81";

    private final int port;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private String token = "";
    private String at = "/";

    Browser(int port) {
        this.port = port;
    }

    /** A page as it came, after redirects. */
    record Page(int status, String path, String html, HttpResponse<String> response) {
        /** What a reader sees, roughly: no tags, entities resolved. */
        String text() {
            return HtmlUtils.htmlUnescape(html.replaceAll("(?s)<script.*?</script>|<[^>]*>", " "))
                    .replaceAll("\\s+", " ");
        }

        /** The first link that begins so. */
        String link(String begin) {
            Matcher link = Pattern.compile("href=\"(" + Pattern.quote(begin) + "[^\"]+)\"")
                    .matcher(html);
            assertThat(link.find()).as("a link to %s on %s", begin, path).isTrue();
            return HtmlUtils.htmlUnescape(link.group(1));
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A file that is chosen in a form. */
    record Upload(String field, String filename, String contentType, byte[] content) {
        Upload(String filename, String contentType, byte[] content) {
            this("files", filename, contentType, content);
        }
    }

    static Browser signedIn(int port, String login, String password) {
        Browser browser = new Browser(port);
        browser.get("/sign-in");
        browser.post("/sign-in", "login", login, "password", password);
        return browser;
    }

    /** As one that is used for the first time: nobody is signed in. A new one has threads to start, too. */
    Browser forgetful() {
        cookies.getCookieStore().removeAll();
        token = "";
        at = "/";
        return this;
    }

    Page get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return follow(send(request.build()), path);
    }

    /** An answer as it was sent, packed where the server packs it; redirects are not followed. */
    HttpResponse<byte[]> raw(String path) {
        try {
            return http.send(
                    request(path).setHeader("Accept-Encoding", "gzip").GET().build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From here on forms are sent as if they stood on this page: what is refused leads back there. */
    void standOn(String path) {
        at = path;
    }

    /** Sends a form from the page that was looked at last, with that page's token. */
    Page post(String path, String... fields) {
        return postWithToken(path, token, fields);
    }

    Page postWithToken(String path, String csrf, String... fields) {
        List<String> form = new ArrayList<>(List.of("_csrf=" + encoded(csrf)));
        for (int i = 0; i < fields.length; i += 2) {
            form.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        HttpRequest request = request(path)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .setHeader("Referer", "http://localhost:" + port + at)
                .POST(BodyPublishers.ofString(String.join("&", form)))
                .build();
        return follow(send(request), path);
    }

    /** Sends a form with files from the page that was looked at last, as browsers do: the fields first. */
    Page upload(String path, List<Upload> files, String... fields) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "; name=\"_csrf\"", "", token.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < fields.length; i += 2) {
            part(body, "; name=\"" + fields[i] + "\"", "", fields[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        for (Upload file : files) {
            String name = "; name=\"" + file.field() + "\"; filename=\"" + file.filename() + "\"";
            part(body, name, "\r\nContent-Type: " + file.contentType(), file.content());
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request(path)
                .setHeader("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .setHeader("Referer", "http://localhost:" + port + at)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return follow(send(request), path);
    }

    private static void part(ByteArrayOutputStream body, String name, String more, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data" + name + more + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .setHeader("Accept", "text/html")
                .setHeader("Accept-Language", "en");
    }

    private Page follow(HttpResponse<String> response, String path) {
        if (response.statusCode() / 100 == 3) {
            URI next = response.uri()
                    .resolve(response.headers().firstValue("Location").orElseThrow());
            String query = next.getRawQuery();
            return get(query == null ? next.getRawPath() : next.getRawPath() + "?" + query);
        }
        Matcher found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = HtmlUtils.htmlUnescape(found.group(1));
        }
        at = path;
        return new Page(response.statusCode(), path, response.body(), response);
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

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
