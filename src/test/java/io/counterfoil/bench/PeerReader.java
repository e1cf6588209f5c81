package io.counterfoil.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemReader;
import tools.jackson.databind.json.JsonMapper;

/** The peer's reader: the same feed over HTTP, page by page, entry by entry. */
final class PeerReader implements ItemReader<PeerEntry>, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private Iterator<PeerEntry> page = Collections.emptyIterator();
    private String key = "";
    private boolean more = true;

    PeerReader(String url) {
        this.url = url;
    }

    @Override
    public @Nullable PeerEntry read() throws IOException, InterruptedException {
        while (!page.hasNext() && more) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/diff?paginationKey=" + key + "&limit=1000"))
                    .build();
            byte[] body = http.send(request, BodyHandlers.ofByteArray()).body();
            PeerEntry.Page read = JSON.readValue(body, PeerEntry.Page.class);
            page = read.tickets().iterator();
            key = read.nextPaginationKey();
            more = read.hasMore();
        }
        return page.hasNext() ? page.next() : null;
    }

    @Override
    public void close() {
        http.close();
    }
}
