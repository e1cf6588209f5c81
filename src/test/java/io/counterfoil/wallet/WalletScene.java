package io.counterfoil.wallet;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.StaticMessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A wallet on a database of its own, with people, time moved by hand, and organizers that may use it. */
final class WalletScene implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-06-14T12:00:00Z");
    static final JsonMapper JSON = JsonMapper.builder().build();

    final TestDatabase database = TestDatabase.create();
    final HandClock clock = new HandClock(NOON);
    final List<OrganizerCode> wakings = new ArrayList<>();
    final Secrets secrets = new Secrets(new byte[32]);
    final Wallet wallet;
    final WalletClients clients;
    final OrganizerDesk organizers;
    final SpectatorDesk spectators;
    final ProfileDesk profiles;
    final DiffFeed diff;
    final SignIn signIn;
    private final HikariDataSource pool;

    WalletScene() {
        pool = pool(database);
        Ids ids = new Ids(clock, new Random(1));
        WalletDatabase own = new WalletDatabase(pool);
        wallet = new Wallet(own, new EntryWriter(JSON), clock, ids, wakings::add);
        clients = new WalletClients(own, secrets, ids, clock);
        organizers = new OrganizerDesk(wallet, Duration.ofHours(1));
        spectators = new SpectatorDesk(wallet, ids);
        profiles = new ProfileDesk(wallet);
        diff = new DiffFeed(wallet);
        signIn = new SignIn(wallet, secrets, true, new CodeMail(null, "", new StaticMessageSource()));
    }

    OrganizerCode organizer(String code, FeedMode mode) {
        OrganizerCode organizer = new OrganizerCode(code);
        clients.register(organizer, "key-of-" + code + "-with-many-more-characters", mode);
        return organizer;
    }

    UUID person(String email) {
        EmailAddress address = EmailAddress.parse(email).orElseThrow();
        String code = signIn.request(address, Locale.ENGLISH).code();
        return signIn.account(signIn.exchange(address, String.valueOf(code)).token())
                .orElseThrow();
    }

    /** Injects tickets for a person, with rules that leave everything open unless given. */
    List<OrganizerDesk.Result> inject(OrganizerCode organizer, String email, String... ticketIds) {
        ObjectNode[] items = new ObjectNode[ticketIds.length];
        for (int i = 0; i < items.length; i++) {
            items[i] = ticket(ticketIds[i], email);
        }
        return organizers.inject(organizer, tickets(items));
    }

    static ObjectNode ticket(String ticketId, String email) {
        ObjectNode item = JSON.createObjectNode().put("ticketId", ticketId).put("taxNumber", "tax-" + ticketId);
        item.putObject("event").put("eventId", "E1").put("name", "Gala").put("startsAt", "2026-07-01T19:30:00+02:00");
        item.putObject("security").put("barcode", "barcode-" + ticketId);
        item.putObject("spectatorDetails").put("email", email);
        return item;
    }

    static ObjectNode tickets(ObjectNode... items) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode tickets = body.putArray("tickets");
        for (ObjectNode item : items) {
            tickets.add(item);
        }
        return body;
    }

    static ObjectNode item(String ticketId) {
        return JSON.createObjectNode().put("ticketId", ticketId);
    }

    static ObjectNode on(OrganizerCode organizer, String ticketId) {
        return JSON.createObjectNode().put("organizer", organizer.value()).put("ticketId", ticketId);
    }

    static ObjectNode onTransfer(OrganizerCode organizer, String transferId) {
        return JSON.createObjectNode().put("organizer", organizer.value()).put("transferId", transferId);
    }

    /** Begins a transfer; its id. */
    String transfer(OrganizerCode organizer, String ticketId, UUID from, String to) {
        SpectatorDesk.Done done =
                spectators.transfer(from, on(organizer, ticketId).put("email", to));
        if (done.transferId() == null) {
            throw new AssertionError(done.verdict());
        }
        return done.transferId();
    }

    /** The whole diff after a key, in pages of the given size. */
    List<JsonNode> told(OrganizerCode organizer, @Nullable String key, int pageSize) {
        List<JsonNode> entries = new ArrayList<>();
        String next = key;
        boolean more = true;
        while (more) {
            DiffFeed.Page page = diff.after(organizer, next, pageSize);
            page.entries().forEach(entry -> entries.add(JSON.readTree(entry)));
            next = page.nextKey();
            more = page.hasMore();
        }
        return entries;
    }

    List<String> statuses(OrganizerCode organizer) {
        return told(organizer, null, 100).stream()
                .map(entry -> entry.path("status").asString())
                .toList();
    }

    JsonNode last(OrganizerCode organizer) {
        return told(organizer, null, 100).getLast();
    }

    static HikariDataSource pool(TestDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setMaximumPoolSize(6);
        config.setMinimumIdle(0);
        config.setConnectionInitSql("set role counterfoil_wallet");
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        pool.close();
        database.close();
    }
}
