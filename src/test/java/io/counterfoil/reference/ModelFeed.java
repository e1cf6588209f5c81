package io.counterfoil.reference;

import io.counterfoil.reference.LifeStep.FeedItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A wallet's changes on their way to the back office: cut into pages, and maltreated. */
final class ModelFeed {
    private final SplittableRandom random;
    private final LifeSettings settings;
    private final ModelWallet wallet;
    private final List<List<FeedItem>> heldBack = new ArrayList<>();
    private List<FeedItem> pageBefore = List.of();
    private int told;
    private int poisons;

    ModelFeed(SplittableRandom random, LifeSettings settings, ModelWallet wallet) {
        this.random = random;
        this.settings = settings;
        this.wallet = wallet;
    }

    /** The pages of a poll now. */
    List<List<FeedItem>> poll() {
        List<ReferenceEntry> news = wallet.changes.subList(told, wallet.changes.size());
        told = wallet.changes.size();
        List<FeedItem> items = new ArrayList<>();
        for (ReferenceEntry entry : asTold(news)) {
            boolean decorated = settings.has(LifeFeature.UNKNOWN_MEMBERS) && random.nextInt(8) == 0;
            items.add(new FeedItem(EntryJson.entry(entry, decorated), entry));
        }
        List<List<FeedItem>> pages = new ArrayList<>();
        if (isSo(LifeFeature.REORDERED_PAGES, 2)) {
            pages.addAll(heldBack);
            heldBack.clear();
        }
        for (int from = 0; from < items.size(); ) {
            int size = settings.smallestPage() + random.nextInt(settings.largestPage() - settings.smallestPage() + 1);
            int to = Math.min(from + size, items.size());
            List<FeedItem> page = maltreated(items.subList(from, to));
            if (isSo(LifeFeature.REORDERED_PAGES, 5)) {
                heldBack.add(page);
            } else {
                pages.add(page);
            }
            from = to;
        }
        if (isSo(LifeFeature.EMPTY_PAGES, 4)) {
            pages.add(List.of());
        }
        return pages;
    }

    /** What was held back and never came. */
    List<List<FeedItem>> rest() {
        List<List<FeedItem>> rest = List.copyOf(heldBack);
        heldBack.clear();
        return rest;
    }

    private List<ReferenceEntry> asTold(List<ReferenceEntry> news) {
        if (settings.form() == LifeSettings.Form.EVERY_CHANGE) {
            return List.copyOf(news);
        }
        Map<String, ReferenceEntry> last = new LinkedHashMap<>();
        for (ReferenceEntry entry : news) {
            last.remove(entry.ticketId());
            last.put(entry.ticketId(), entry);
        }
        return List.copyOf(last.values());
    }

    private List<FeedItem> maltreated(List<FeedItem> sound) {
        List<FeedItem> page = new ArrayList<>();
        if (isSo(LifeFeature.OVERLAPPING_PAGES, 3)) {
            int again = Math.min(1 + random.nextInt(3), pageBefore.size());
            page.addAll(pageBefore.subList(pageBefore.size() - again, pageBefore.size()));
        }
        for (FeedItem item : sound) {
            page.add(item);
            if (isSo(LifeFeature.DUPLICATES, 10)) {
                page.add(item);
            }
        }
        if (isSo(LifeFeature.REORDERED_PAGES, 3)) {
            for (int i = page.size() - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                FeedItem item = page.get(i);
                page.set(i, page.get(other));
                page.set(other, item);
            }
        }
        if (isSo(LifeFeature.POISON, 4)) {
            page.add(random.nextInt(page.size() + 1), poison());
        }
        pageBefore = page;
        return page;
    }

    private FeedItem poison() {
        poisons++;
        String json = switch (random.nextInt(11)) {
            case 0 -> String.valueOf(poisons);
            case 1 -> "null";
            case 2 -> "\"S-1\"";
            case 3 -> "[" + poisons + "]";
            case 4 -> "{}";
            case 5 -> "{\"ticketId\":\"S-1\",\"n\":" + poisons + "}";
            case 6 -> "{\"status\":\"ASSIGNED\",\"n\":" + poisons + "}";
            case 7 -> "{\"ticketId\":\"S-\\u0000" + poisons + "\",\"status\":\"ASSIGNED\"}";
            case 8 -> "{\"ticketId\":\"" + "S".repeat(5000) + poisons + "\",\"status\":\"ASSIGNED\"}";
            case 9 -> "{\"ticketId\":\"S-1\",\"status\":null,\"n\":" + poisons + "}";
            default -> "{\"ticketId\":null,\"status\":\"TRANSFERRED\",\"n\":" + poisons + "}";
        };
        return new FeedItem(json.getBytes(StandardCharsets.UTF_8), null);
    }

    private boolean isSo(LifeFeature feature, int oneIn) {
        return settings.has(feature) && random.nextInt(oneIn) == 0;
    }
}
