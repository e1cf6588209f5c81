package io.counterfoil.sync;

import io.counterfoil.kernel.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Bytes in, page out. Whatever came, never an exception: what is wrong with one entry stays with that entry, what is wrong
 * with the page says so. Source: wallet contract, {@code GET {url}/diff}.
 */
final class DiffReader {
    private static final int LONGEST_KEY = 4096;

    private DiffReader() {}

    /** What the bytes are. */
    sealed interface Reading {
        record Page(DiffPage page) implements Reading {}

        /**
         * No page.
         *
         * @param reason what is wrong; no personal data
         * @param cutOff it ends where more should come: the connection may have been cut
         */
        record Broken(String reason, boolean cutOff) implements Reading {}
    }

    static Reading read(byte[] body) {
        PageScan scan = new PageScan(body);
        try {
            scan.scan();
        } catch (PageScan.Broken broken) {
            return new Reading.Broken(String.valueOf(broken.getMessage()), broken.cutOff());
        }
        List<PageScan.Slice> slices = scan.tickets();
        if (slices == null) {
            return new Reading.Broken("no array tickets", false);
        }
        String key = text(body, scan.nextKey());
        if (key == null || key.isEmpty() || key.length() > LONGEST_KEY || Members.hasUnstorable(key)) {
            String what = key == null ? "absent or no text" : key.length() + " characters, " + Excerpt.of(key);
            return new Reading.Broken(
                    "nextPaginationKey: " + what + " (expected: 1 to " + LONGEST_KEY + " characters)", false);
        }
        EntryReader reader = new EntryReader();
        List<DiffItem> items = new ArrayList<>(slices.size());
        for (PageScan.Slice slice : slices) {
            items.add(reader.read(Arrays.copyOfRange(body, slice.from(), slice.to())));
        }
        return new Reading.Page(new DiffPage(items, key, flag(body, scan.hasMore())));
    }

    private static @Nullable String text(byte[] body, PageScan.@Nullable Slice slice) {
        if (slice == null) {
            return null;
        }
        try (JsonParser json = EntryReader.JSON.createParser(
                ObjectReadContext.empty(), body, slice.from(), slice.to() - slice.from())) {
            return json.nextToken() == JsonToken.VALUE_STRING ? json.getString() : null;
        } catch (JacksonException notText) {
            return null;
        }
    }

    private static Optional<Boolean> flag(byte[] body, PageScan.@Nullable Slice slice) {
        if (slice == null) {
            return Optional.empty();
        }
        return switch (slice.to() - slice.from()) {
            case 4 -> body[slice.from()] == 't' ? Optional.of(true) : Optional.empty();
            case 5 -> body[slice.from()] == 'f' ? Optional.of(false) : Optional.empty();
            default -> Optional.empty();
        };
    }
}
