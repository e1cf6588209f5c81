package io.counterfoil.reference;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What has come for one ticket, and the order in which it is folded. Source: distribution history, rule 4. */
final class ReferenceLog {
    /** A wallet's date that is further ahead of its receipt does not order. */
    private static final Duration FURTHEST_AHEAD = Duration.ofDays(1);

    private ReferenceLog() {}

    /** One thing that takes part in the fold. */
    sealed interface Item {
        int arrival();

        /** Interface and epoch whose sequence orders it, null where it has no sequence. */
        @Nullable
        String sequenceStream();

        @Nullable
        Long sequence();
    }

    /** @param followed false: came while distribution was switched off */
    record Entry(int arrival, String stream, ReferenceEntry entry, Instant receivedAt, boolean followed)
            implements Item {
        @Override
        public @Nullable String sequenceStream() {
            return entry.sequence() == null ? null : stream;
        }

        @Override
        public @Nullable Long sequence() {
            return entry.sequence();
        }

        @Nullable
        Instant usableDate() {
            Instant date = entry.statusDate();
            return date == null || date.isAfter(receivedAt.plus(FURTHEST_AHEAD)) ? null : date;
        }
    }

    /** An import that named another contact than the one before. */
    record Import(int arrival, ReferenceContact contact, Instant at) implements Item {
        @Override
        public @Nullable String sequenceStream() {
            return null;
        }

        @Override
        public @Nullable Long sequence() {
            return null;
        }
    }

    /** A distribution by the back office, as far as the wallet has answered it. */
    record BackOffice(
            int arrival,
            String requestId,
            boolean takeBack,
            ReferenceContact target,
            Instant requestedAt,
            BackOfficeAnswer answer,
            @Nullable Instant answeredAt)
            implements Item {
        @Override
        public @Nullable String sequenceStream() {
            return answer instanceof BackOfficeAnswer.Accepted(String code, int epoch, Long sequence)
                            && sequence != null
                    ? stream(code, epoch)
                    : null;
        }

        @Override
        public @Nullable Long sequence() {
            return answer instanceof BackOfficeAnswer.Accepted(String code, int epoch, Long sequence) ? sequence : null;
        }
    }

    static String stream(String interfaceCode, int epoch) {
        return interfaceCode + "/" + epoch;
    }

    /** An item with what decides its place among other streams. */
    private record Placed(Item item, Instant time) {}

    private record Waiting(Item item, int arrival) {}

    static List<Item> inOrder(List<Item> items) {
        Map<String, List<Item>> streams = new LinkedHashMap<>();
        List<Waiting> byArrival = new ArrayList<>();
        for (Item item : items) {
            if (item.sequenceStream() != null) {
                streams.computeIfAbsent("sequences of " + item.sequenceStream(), none -> new ArrayList<>())
                        .add(item);
            } else if (item instanceof Entry entry && entry.usableDate() != null) {
                streams.computeIfAbsent("dates of " + entry.stream(), none -> new ArrayList<>())
                        .add(item);
            } else {
                byArrival.add(new Waiting(item, item.arrival()));
            }
        }
        List<List<Placed>> dated = new ArrayList<>();
        for (Map.Entry<String, List<Item>> stream : streams.entrySet()) {
            List<Item> sorted = stream.getValue();
            sorted.sort(
                    stream.getKey().startsWith("sequences")
                            ? Comparator.comparing(ReferenceLog::sequenceOf).thenComparing(Item::arrival)
                            : Comparator.comparing(ReferenceLog::dateOf).thenComparing(Item::arrival));
            if (sorted.stream().anyMatch(item -> usableDate(item) != null)) {
                dated.add(placed(sorted));
            } else {
                // No date tells where this stream stands among others, but its own order stays.
                int[] earliest = earliestFromHere(sorted);
                for (int i = 0; i < earliest.length; i++) {
                    byArrival.add(new Waiting(sorted.get(i), earliest[i]));
                }
            }
        }
        byArrival.sort(Comparator.comparing(Waiting::arrival));
        return inserted(byArrival, merged(dated));
    }

    private static List<Placed> placed(List<Item> stream) {
        Instant time = stream.stream()
                .map(ReferenceLog::usableDate)
                .filter(date -> date != null)
                .findFirst()
                .orElseThrow();
        List<Placed> placed = new ArrayList<>();
        for (Item item : stream) {
            Instant date = usableDate(item);
            if (date != null && date.isAfter(time)) {
                time = date;
            }
            placed.add(new Placed(item, time));
        }
        return placed;
    }

    private static List<Item> merged(List<List<Placed>> streams) {
        List<Item> merged = new ArrayList<>();
        int[] taken = new int[streams.size()];
        while (true) {
            int next = -1;
            for (int i = 0; i < taken.length; i++) {
                if (taken[i] < streams.get(i).size()
                        && (next < 0
                                || isBefore(
                                        streams.get(i).get(taken[i]),
                                        streams.get(next).get(taken[next])))) {
                    next = i;
                }
            }
            if (next < 0) {
                return merged;
            }
            merged.add(streams.get(next).get(taken[next]++).item());
        }
    }

    private static boolean isBefore(Placed one, Placed other) {
        int byTime = one.time().compareTo(other.time());
        return byTime != 0 ? byTime < 0 : one.item().arrival() < other.item().arrival();
    }

    private static List<Item> inserted(List<Waiting> byArrival, List<Item> merged) {
        int[] earliest = earliestFromHere(merged);
        List<Item> order = new ArrayList<>();
        int waiting = 0;
        for (int i = 0; i < earliest.length; i++) {
            while (waiting < byArrival.size() && byArrival.get(waiting).arrival() < earliest[i]) {
                order.add(byArrival.get(waiting++).item());
            }
            order.add(merged.get(i));
        }
        while (waiting < byArrival.size()) {
            order.add(byArrival.get(waiting++).item());
        }
        return order;
    }

    /** For each place the smallest arrival of it and all after it. */
    private static int[] earliestFromHere(List<Item> items) {
        int[] earliest = new int[items.size()];
        int smallest = Integer.MAX_VALUE;
        for (int i = earliest.length - 1; i >= 0; i--) {
            smallest = Math.min(smallest, items.get(i).arrival());
            earliest[i] = smallest;
        }
        return earliest;
    }

    private static @Nullable Instant usableDate(Item item) {
        return item instanceof Entry entry ? entry.usableDate() : null;
    }

    private static Instant dateOf(Item item) {
        Instant date = usableDate(item);
        return date == null ? Instant.MAX : date;
    }

    private static long sequenceOf(Item item) {
        Long sequence = item.sequence();
        return sequence == null ? Long.MAX_VALUE : sequence;
    }
}
