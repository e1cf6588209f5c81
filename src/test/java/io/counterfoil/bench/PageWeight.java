package io.counterfoil.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.springframework.web.util.HtmlUtils;

/**
 * What a page weighs on a first visit: its body as sent, and that of everything that it makes a browser fetch — style sheets,
 * scripts, icons, pictures, and what style sheets refer to, fonts that a browser might not need included.
 *
 * @param page bytes of the page itself
 * @param assets bytes by path
 */
public record PageWeight(int page, Map<String, Integer> assets) {
    private static final Pattern FETCHED = Pattern.compile(
            "<link[^>]*?\\shref=\"([^\"]+)\"|<(?:script|img|source|iframe)[^>]*?\\ssrc=\"([^\"]+)\"|<(?:use|image)[^>]*?\\shref=\"([^\"#]+)");
    private static final Pattern IN_STYLES = Pattern.compile("url\\(\\s*[\"']?([^\"')#]+)");

    /** @param fetch an answer as it was sent, by path */
    public static PageWeight of(HttpResponse<byte[]> page, Function<String, HttpResponse<byte[]>> fetch) {
        Map<String, Integer> assets = new LinkedHashMap<>();
        Queue<String> found = new ArrayDeque<>();
        collect(FETCHED, text(page), page.uri(), found);
        while (!found.isEmpty()) {
            String path = found.remove();
            if (!assets.containsKey(path)) {
                HttpResponse<byte[]> asset = fetch.apply(path);
                assets.put(path, asset.body().length);
                if (asset.headers().firstValue("Content-Type").orElse("").startsWith("text/css")) {
                    collect(IN_STYLES, text(asset), asset.uri(), found);
                }
            }
        }
        return new PageWeight(page.body().length, Collections.unmodifiableMap(assets));
    }

    private static void collect(Pattern pattern, String text, URI base, Queue<String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                String address = matcher.group(group);
                if (address != null && !address.startsWith("data:")) {
                    found.add(base.resolve(HtmlUtils.htmlUnescape(address.strip()))
                            .getRawPath());
                }
            }
        }
    }

    /** All of it. */
    public int bytes() {
        return page + assets.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What was sent, unpacked. */
    public static String text(HttpResponse<byte[]> answer) {
        if (!"gzip".equals(answer.headers().firstValue("Content-Encoding").orElse(""))) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
