package io.counterfoil.backoffice;

import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.EventFigures;
import io.counterfoil.tickets.LifecycleStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what an event's page shows. Reading an event goes through all its tickets, which may be millions: it is done
 * beside whoever looks, by few at once, and kept. Nobody waits long: while a large event is read anew, its former figures
 * are shown with the time that they are of. Safe for use by several threads, a bounded number of events.
 */
final class EventFacts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFacts.class);

    private static final Duration KEPT = Duration.ofMinutes(1);
    /** What took long is kept so many times as long, so that reading is never more than a small part of what is done. */
    private static final int KEPT_TIMES = 20;

    /** For the first figures of an event. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    /** For newer figures than those that there are. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(75);

    private static final int AT_ONCE = 2;
    private static final int MOST_KEPT = 200;
    private static final int MOST_DAYS = 60;
    private static final List<Duration> BEFORE = List.of(
            Duration.ofDays(30),
            Duration.ofDays(14),
            Duration.ofDays(7),
            Duration.ofDays(3),
            Duration.ofDays(1),
            Duration.ofHours(6),
            Duration.ofHours(1),
            Duration.ZERO);

    private final EventFigures figures;
    private final Clock clock;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Kept>> readings = new ConcurrentHashMap<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("event-figures-", 0).factory());

    EventFacts(EventFigures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    private record Kept(Instant at, Duration took, EventFigures.Figures figures) {
        boolean isFresh(Instant now) {
            Duration longest = took.multipliedBy(KEPT_TIMES);
            return at.plus(longest.compareTo(KEPT) > 0 ? longest : KEPT).isAfter(now);
        }

        boolean isQuick() {
            return took.compareTo(SHORT_WAIT) < 0;
        }
    }

    /** What there is to show. */
    sealed interface Answer {}

    /** The event is being read for the first time, and that takes a while. */
    record BeingRead(EventFigures.Event event) implements Answer {}

    /**
     * What the page shows.
     *
     * @param at when it was read
     * @param days with the tickets in each status at their ends
     * @param cut whether there are earlier days
     * @param statuses the columns of the days
     */
    record View(
            EventFigures.Figures figures,
            Instant at,
            BarChart days,
            List<Day> table,
            boolean cut,
            List<String> statuses,
            BarChart downloads,
            List<Share> downloaded,
            EventTransfers transfers,
            List<Receiver> receivers)
            implements Answer {}

    /** Tickets by status at the end of a day. */
    record Day(Instant day, Map<String, Long> tickets) {}

    /** @param percent null: it is still to come */
    record Share(
            Duration before,
            @Nullable Long tickets,
            @Nullable Long percent) {}

    /** @param unusual see {@link ToutPattern} */
    record Receiver(Person person, long tickets, boolean unusual) {}

    /** @param day whose transfers are shown by the hour, where the whole is too long for that; null: the last one */
    Answer of(OrganizerCode organizer, String eventId, @Nullable LocalDate day, SignedIn user, Formats fmt) {
        EventFigures.Event event = figures.require(organizer, eventId);
        Kept read = read(organizer, eventId, fmt);
        return read == null ? new BeingRead(event) : view(organizer, read, day, user, fmt);
    }

    private View view(OrganizerCode organizer, Kept read, @Nullable LocalDate asked, SignedIn user, Formats fmt) {
        EventFigures.Figures found = read.figures();
        List<Day> all = days(found.changes());
        List<Day> days = all.size() > MOST_DAYS ? all.subList(all.size() - MOST_DAYS, all.size()) : all;
        List<String> statuses = days.stream()
                .flatMap(day -> day.tickets().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        List<Share> shares = shares(found, read.at());
        People people = new People(user.viewIn(organizer), fmt, found.people());
        return new View(
                found,
                read.at(),
                BarChart.of(days.stream()
                        .map(each -> new BarChart.Value(fmt.shortDay(each.day()), split(each.tickets())))
                        .toList()),
                days,
                all.size() > days.size(),
                statuses,
                BarChart.of(shares.stream()
                        .map(share -> new BarChart.Value(
                                before(share.before(), fmt), List.of(share.tickets() == null ? 0L : share.tickets())))
                        .toList()),
                shares,
                EventTransfers.of(organizer, found, asked, read.at(), fmt),
                found.receivers().stream()
                        .map(each -> new Receiver(
                                people.of(each.contact()),
                                each.tickets(),
                                ToutPattern.fits(each.tickets(), found.average())))
                        .toList());
    }

    static String before(Duration before, Formats fmt) {
        return before.isZero() ? fmt.text("event.start") : fmt.text("event.before", fmt.duration(before));
    }

    /** Fresh where that is quick, former where it is not; null: there is nothing yet. */
    private @Nullable Kept read(OrganizerCode organizer, String eventId, Formats fmt) {
        String key = organizer + " " + fmt.zone() + " " + eventId;
        Kept former = kept.get(key);
        if (former != null && former.isFresh(clock.instant())) {
            return former;
        }
        CompletableFuture<Kept> reading = readings.computeIfAbsent(
                key,
                none -> new CompletableFuture<Kept>()
                        .completeAsync(() -> readNow(organizer, eventId, fmt.zone(), key), readers));
        if (former != null && !former.isQuick()) {
            return former;
        }
        try {
            Duration wait = former == null ? LONGEST_WAIT : SHORT_WAIT;
            return reading.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException notYet) {
            return former;
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the figures of an event could not be read", failed.getCause());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return former;
        }
    }

    private Kept readNow(OrganizerCode organizer, String eventId, ZoneId zone, String key) {
        try {
            Instant now = clock.instant();
            long start = System.nanoTime();
            EventFigures.Figures found = figures.of(organizer, eventId, BEFORE, zone);
            Kept fresh = new Kept(now, Duration.ofNanos(System.nanoTime() - start), found);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, fresh);
            return fresh;
        } catch (RuntimeException failed) {
            LOG.warn("reading the figures of an event of {} has failed", organizer, failed);
            throw failed;
        } finally {
            readings.remove(key);
        }
    }

    @Override
    public void close() {
        readers.shutdownNow();
    }

    /** In the wallet and quiet; in a transfer or failed; through the gate. */
    private static List<Long> split(Map<String, Long> tickets) {
        long gone = 0;
        long moving = 0;
        long other = 0;
        for (Map.Entry<String, Long> each : tickets.entrySet()) {
            switch (LifecycleStatus.of(each.getKey()).family()) {
                case CONTROL, DELETION -> gone += each.getValue();
                case TRANSFER -> moving += each.getValue();
                case DELIVERY, ACTIVATION, OTHER, UNKNOWN -> other += each.getValue();
            }
        }
        return List.of(other, gone, moving);
    }

    private static List<Day> days(List<EventFigures.StatusChange> changes) {
        Map<Instant, Map<String, Long>> byDay = new LinkedHashMap<>();
        Map<String, Long> now = new TreeMap<>();
        for (EventFigures.StatusChange change : changes) {
            now.merge(change.status(), change.delta(), Long::sum);
            now.values().removeIf(count -> count == 0);
            byDay.put(change.day(), new TreeMap<>(now));
        }
        List<Day> days = new ArrayList<>();
        byDay.forEach((day, tickets) -> days.add(new Day(day, tickets)));
        return days;
    }

    private static List<Share> shares(EventFigures.Figures found, Instant now) {
        Instant start = found.event().startsAt();
        if (start == null) {
            return List.of();
        }
        return found.downloaded().stream()
                .map(each -> start.minus(each.before()).isAfter(now)
                        ? new Share(each.before(), null, null)
                        : new Share(
                                each.before(),
                                each.tickets(),
                                found.tickets() == 0 ? 0 : each.tickets() * 100 / found.tickets()))
                .toList();
    }
}
