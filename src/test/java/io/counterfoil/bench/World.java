package io.counterfoil.bench;

import io.counterfoil.reference.EntryJson;
import io.counterfoil.reference.LifeSettings;
import io.counterfoil.reference.LifeStep;
import io.counterfoil.reference.TicketLives;
import io.counterfoil.simulation.Preparation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The made-up changes of the benchmark, ready to be served, and what they must come to.
 *
 * @param importFile NDJSON of all tickets
 * @param pages of the diff, as they are on the wire
 * @param digest of the reference interpreter's result
 */
record World(
        List<TicketLives.KnownBefore> knownBefore, byte[] importFile, List<byte[]> pages, int changes, String digest) {
    private static final long SEED = 20_261_121L;

    static World of(int tickets, int changes) {
        TicketLives lives = TicketLives.of(SEED, LifeSettings.benchmark(tickets, changes));
        StringBuilder imports = new StringBuilder();
        List<List<LifeStep.FeedItem>> pages = new ArrayList<>();
        for (LifeStep step : lives.steps()) {
            switch (step) {
                case LifeStep.Import row -> imports.append(Preparation.importLine(row));
                case LifeStep.Page page -> pages.add(page.items());
                default -> throw new IllegalStateException("not of the benchmark's world: " + step);
            }
        }
        List<byte[]> bytes = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
            bytes.add(EntryJson.page(
                    pages.get(i).stream().map(LifeStep.FeedItem::bytes).toList(),
                    Integer.toString(i + 1),
                    i + 1 < pages.size()));
        }
        return new World(
                lives.knownBefore(),
                imports.toString().getBytes(StandardCharsets.UTF_8),
                List.copyOf(bytes),
                pages.stream().mapToInt(List::size).sum(),
                lives.play().sha256());
    }

    /** Feed of these pages. */
    Feed feed() {
        byte[] end = EntryJson.page(List.of(), Integer.toString(pages.size()), false);
        return new Feed(number -> number < pages.size() ? pages.get(number) : end);
    }
}
