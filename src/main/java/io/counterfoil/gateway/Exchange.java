package io.counterfoil.gateway;

import io.counterfoil.kernel.Excerpt;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** One request and what came of it. Runs on a thread of its own; {@link #cancel} ends it from another. */
final class Exchange {
    private static final int EXCERPT_BYTES = 2048;

    private final CloseableHttpClient client;
    private final HttpUriRequestBase request;
    private final WalletEndpoint endpoint;
    private final Limits limits;
    private final InstantSource clock;

    Exchange(
            CloseableHttpClient client,
            HttpUriRequestBase request,
            WalletEndpoint endpoint,
            Limits limits,
            InstantSource clock) {
        this.client = client;
        this.request = request;
        this.endpoint = endpoint;
        this.limits = limits;
        this.clock = clock;
    }

    Answer answer() {
        try {
            return exchange();
        } catch (CheckedDns.ForbiddenAddress forbidden) {
            return new Answer.Forbidden(String.valueOf(forbidden.getMessage()));
        } catch (UnknownHostException unknown) {
            return new Answer.Unreachable("the name in " + endpoint + " is not known");
        } catch (SocketTimeoutException slow) {
            return new Answer.TimedOut(
                    "no connection or no byte within " + limits.silence().toSeconds() + " s: " + words(slow));
        } catch (SSLException untrusted) {
            return new Answer.Unreachable("TLS: " + words(untrusted));
        } catch (IOException cut) {
            return new Answer.Unreachable(words(cut));
        }
    }

    /** Closes the connection at once, from any thread. */
    void cancel() {
        request.cancel();
    }

    private Answer exchange() throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, request, null);
        boolean drained = false;
        try {
            int code = response.getCode();
            if (code >= 300 && code < 400) {
                return new Answer.Redirected(code, words(header(response, "Location")));
            }
            Body body = Body.read(response.getEntity(), code == 200 ? limits.bytes() : EXCERPT_BYTES);
            drained = body.complete();
            if (code != 200) {
                return new Answer.Status(
                        code, RetryAfter.parse(header(response, "Retry-After"), clock.instant()), excerpt(body));
            }
            return body.complete()
                    ? new Answer.Ok(body.bytes(), headers(response))
                    : new Answer.TooLarge(limits.bytes(), excerpt(body));
        } finally {
            if (!drained) {
                // closing alone would read on to the end, which may never come
                cancel();
            }
            closeQuietly(response);
        }
    }

    private static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException alreadyCut) {
            // what was to be read has been read
        }
    }

    private String excerpt(Body body) {
        int length = Math.min(body.bytes().length, EXCERPT_BYTES);
        return endpoint.withoutKey(new String(body.bytes(), 0, length, StandardCharsets.UTF_8));
    }

    private String words(Exception failure) {
        return words(failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage());
    }

    private String words(@Nullable String text) {
        return Excerpt.of(text == null ? null : endpoint.withoutKey(text));
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            String value = header.getValue();
            headers.put(header.getName().toLowerCase(Locale.ROOT), value == null ? "" : endpoint.withoutKey(value));
        }
        return headers;
    }
}
