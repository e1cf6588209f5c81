package io.counterfoil.wallet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * People with phones, for the demonstration: they download tickets, name holders, pass tickets on, accept, reject and
 * cancel, at a gentle pace, over HTTP only. What they choose follows from the seed and from what they find.
 */
public final class Crowd implements AutoCloseable {
    /** Whoever is slow does not hold up the others, but a slow wallet is not overrun. */
    private static final int MOST_AT_ONCE = 8;

    private final List<CrowdPhone> phones;
    private final Duration pause;
    private final Random random;
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * @param application address of the application, such as {@code http://localhost:8080}
     * @param actionsPerSecond above 0, at most 1000
     */
    public Crowd(URI application, List<CrowdPerson> people, double actionsPerSecond, long seed) {
        boolean paced = actionsPerSecond > 0 && actionsPerSecond <= 1000;
        if (people.size() < 2 || !paced) {
            throw new IllegalArgumentException(people.size() + " people, " + actionsPerSecond
                    + " actions a second (expected: 2 people or more, above 0 to 1000 actions)");
        }
        String base = application.toString();
        URI wallet =
                URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/wallet/spectator");
        JsonMapper json = JsonMapper.builder().build();
        this.phones = people.stream()
                .map(person -> new CrowdPhone(http, json, wallet, person))
                .toList();
        this.pause = Duration.ofNanos(Math.round(1e9 / actionsPerSecond));
        this.random = new Random(seed);
    }

    /** Begins; returns at once. */
    public void start() {
        threads.execute(this::live);
    }

    /** How many actions the wallet has done. */
    public long actionsDone() {
        return done.sum();
    }

    /** How often the wallet could not be reached or did not answer as it should. */
    public long failures() {
        return failed.sum();
    }

    /** One person does one thing; false when there was nothing to do for him, or the wallet did not allow it. */
    boolean step(long seed) throws IOException, InterruptedException {
        Random choice = new Random(seed);
        CrowdPhone phone = phones.get(choice.nextInt(phones.size()));
        List<JsonNode> transfers = phone.transfers();
        boolean answers = !transfers.isEmpty() && choice.nextInt(10) > 0;
        boolean did = answers
                ? answer(phone, transfers.get(choice.nextInt(transfers.size())), choice)
                : useTicket(phone, choice);
        if (did) {
            done.increment();
        }
        return did;
    }

    private void live() {
        try {
            while (!stopped.get()) {
                long seed = random.nextLong();
                places.acquire();
                threads.execute(() -> stepQuietly(seed));
                Thread.sleep(pause);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RejectedExecutionException stopping) {
            // closed between two steps
        }
    }

    private void stepQuietly(long seed) {
        try {
            step(seed);
        } catch (IOException | RuntimeException unwell) {
            // the crowd goes on when the wallet is back
            failed.increment();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** What to do with a transfer that is open: mostly the recipient takes it, now and then someone thinks better of it. */
    private static boolean answer(CrowdPhone phone, JsonNode transfer, RandomGenerator choice)
            throws IOException, InterruptedException {
        boolean mine = transfer.path("senderEmail")
                .asString()
                .equalsIgnoreCase(phone.person().email());
        int chance = choice.nextInt(100);
        if (mine) {
            return chance < 8 && phone.act("/transfers/cancel", transfer, Map.of());
        }
        return phone.act(chance < 85 ? "/transfers/accept" : "/transfers/reject", transfer, Map.of());
    }

    private boolean useTicket(CrowdPhone phone, RandomGenerator choice) throws IOException, InterruptedException {
        List<JsonNode> tickets = phone.tickets();
        if (tickets.isEmpty()) {
            return false;
        }
        JsonNode ticket = tickets.get(choice.nextInt(tickets.size()));
        if (ticket.path("withdrawn").asBoolean()) {
            return phone.act("/tickets/confirm-deletion", ticket, Map.of());
        }
        if (ticket.path("controlled").asBoolean()
                || !ticket.path("openTransfer").isNull()) {
            return false;
        }
        if (!ticket.path("downloaded").asBoolean() && choice.nextInt(3) > 0) {
            return phone.act("/tickets/download", ticket, Map.of());
        }
        if (ticket.path("activated").asBoolean()) {
            return phone.act("/tickets/deactivate", ticket, Map.of());
        }
        return passOnOrKeep(phone, ticket, choice);
    }

    private boolean passOnOrKeep(CrowdPhone phone, JsonNode ticket, RandomGenerator choice)
            throws IOException, InterruptedException {
        int chance = choice.nextInt(100);
        CrowdPerson other = other(phone, choice);
        if (other != null && chance < 60) {
            return phone.act("/tickets/transfer", ticket, Map.of("email", other.email()));
        }
        if (chance < 80) {
            CrowdPerson holder = other == null ? phone.person() : other;
            return phone.act(
                    "/tickets/assign",
                    ticket,
                    Map.of(
                            "firstName",
                            holder.firstName(),
                            "lastName",
                            phone.person().lastName()));
        }
        if (chance < 88 && ticket.path("returnable").asBoolean()) {
            return phone.act("/tickets/return", ticket, Map.of());
        }
        return ticket.path("downloaded").asBoolean()
                && phone.act("/tickets/activate", ticket, Map.of("how", chance % 2 == 0 ? "ONLINE" : "BLUETOOTH"));
    }

    private @Nullable CrowdPerson other(CrowdPhone phone, RandomGenerator choice) {
        CrowdPerson other = phones.get(choice.nextInt(phones.size())).person();
        return other.equals(phone.person()) ? null : other;
    }

    /** Stops: no action begins any more, and those under way are given up. */
    @Override
    public void close() {
        stopped.set(true);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
