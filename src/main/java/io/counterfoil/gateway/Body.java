package io.counterfoil.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as far as it was read.
 *
 * @param complete false when there is more than was allowed
 */
record Body(byte[] bytes, boolean complete) {
    private static final int CHUNK = 64 * 1024;

    /** Reads at most {@code limit} decompressed bytes, and not one more than it takes to know that there are more. */
    static Body read(@Nullable HttpEntity entity, int limit) throws IOException {
        if (entity == null) {
            return new Body(new byte[0], true);
        }
        String encoding = entity.getContentEncoding();
        InputStream raw = entity.getContent();
        InputStream content = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding)
                ? new GZIPInputStream(raw, CHUNK)
                : raw;
        List<byte[]> chunks = new ArrayList<>();
        int total = 0;
        while (total < limit) {
            byte[] chunk = content.readNBytes(Math.min(CHUNK, limit - total));
            if (chunk.length == 0) {
                return new Body(joined(chunks, total), true);
            }
            chunks.add(chunk);
            total += chunk.length;
        }
        return new Body(joined(chunks, total), content.read() < 0);
    }

    private static byte[] joined(List<byte[]> chunks, int total) {
        byte[] all = new byte[total];
        int at = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, all, at, chunk.length);
            at += chunk.length;
        }
        return all;
    }
}
