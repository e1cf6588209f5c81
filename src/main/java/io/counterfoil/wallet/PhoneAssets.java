package io.counterfoil.wallet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What the phone page is dressed in, under one version: a digest of all of it. Addresses carry the version, so phones keep
 * what they have for as long as it is right; the service worker is asked for anew each time.
 */
final class PhoneAssets {
    private static final String FOLDER = "phone/";
    private static final String WORKER = "worker.js";
    private static final Map<String, String> TYPES = Map.of(
            "phone.css",
            "text/css;charset=UTF-8",
            "phone.js",
            "text/javascript;charset=UTF-8",
            WORKER,
            "text/javascript;charset=UTF-8",
            "icon.svg",
            "image/svg+xml",
            "icon-180.png",
            "image/png",
            "icon-192.png",
            "image/png",
            "icon-512.png",
            "image/png");

    private final Map<String, byte[]> files = new TreeMap<>();
    private final String version;

    PhoneAssets() {
        TYPES.keySet().forEach(name -> files.put(name, read(name)));
        byte[] digest = Secrets.digest(files.values().toArray(byte[][]::new));
        this.version = HexFormat.of().formatHex(digest, 0, 8);
    }

    String version() {
        return version;
    }

    ServerResponse asset(ServerRequest request) {
        String name = request.pathVariable("name");
        byte[] file = files.get(name);
        if (file == null || name.equals(WORKER)) {
            return ServerResponse.notFound().build();
        }
        return answer(
                name,
                file,
                CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    ServerResponse worker(ServerRequest request) {
        byte[] file = files.getOrDefault(WORKER, new byte[0]);
        String scope = request.servletRequest().getContextPath() + PhoneSession.PATH;
        return ServerResponse.status(HttpStatus.OK)
                .header("Service-Worker-Allowed", scope)
                .headers(headers -> headers.setCacheControl(CacheControl.noCache()))
                .header(HttpHeaders.CONTENT_TYPE, TYPES.getOrDefault(WORKER, ""))
                .body(file);
    }

    private static ServerResponse answer(String name, byte[] file, CacheControl cache) {
        return ServerResponse.ok()
                .headers(headers -> headers.setCacheControl(cache))
                .header(HttpHeaders.CONTENT_TYPE, TYPES.getOrDefault(name, "application/octet-stream"))
                .body(file);
    }

    private static byte[] read(String name) {
        try {
            return new ClassPathResource(FOLDER + name).getContentAsByteArray();
        } catch (IOException missing) {
            throw new UncheckedIOException("the phone page lacks " + name, missing);
        }
    }
}
