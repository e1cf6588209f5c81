package io.counterfoil.wallet;

import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may use the organizer API, with which key, and where he wants to be woken. */
public final class WalletClients {
    private static final int SHORTEST_KEY = 32;

    private final WalletDatabase database;
    private final JdbcTemplate jdbc;
    private final Secrets secrets;
    private final Ids ids;
    private final Clock clock;

    WalletClients(WalletDatabase database, Secrets secrets, Ids ids, Clock clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Lets the holder of the key work as the organizer, whose wallet begins with this; repeated, it changes nothing but the
     * feed's mode.
     *
     * @param apiKey at least 32 characters; only its digest is kept
     */
    public void register(OrganizerCode organizer, String apiKey, FeedMode mode) {
        if (apiKey.length() < SHORTEST_KEY) {
            throw Refusal.invalid("apiKey", apiKey.length() + " characters", "at least " + SHORTEST_KEY);
        }
        database.writeAside(() -> {
            jdbc.update("""
                    insert into wallet.organizer (organizer, epoch, key_secret, feed_mode, created_at)
                    values (?, ?, ?, ?, ?) on conflict (organizer) do update set feed_mode = excluded.feed_mode""", organizer.value(), secrets.number(), secrets.bytes(32), mode.name(), now());
            return jdbc.update("""
                    insert into wallet.client (organizer, client_id, key_digest, created_at) values (?, ?, ?, ?)
                    on conflict (organizer, key_digest) do nothing""", organizer.value(), ids.next(), Secrets.digest(apiKey), now());
        });
    }

    /** A key that nobody can guess. */
    public String newKey() {
        return secrets.token();
    }

    /** A holder of a key. */
    record Client(OrganizerCode organizer, UUID id) {}

    /** Whoever holds the key; several, when organizers share it. */
    List<Client> holders(String apiKey) {
        return jdbc.query(
                "select organizer, client_id from wallet.client where key_digest = ?",
                (rs, row) -> new Client(new OrganizerCode(rs.getString(1)), rs.getObject(2, UUID.class)),
                Secrets.digest(apiKey));
    }

    /** Where the client is called when something has changed, and the secret that signs the calls. */
    void wakeAt(Client client, String url, String secret) {
        if (secret.length() < 16 || secret.length() > 200) {
            throw Refusal.invalid("secret", secret.length() + " characters", "16 to 200 characters");
        }
        jdbc.update(
                "update wallet.client set wake_url = ?, wake_secret = ? where organizer = ? and client_id = ?",
                target(url).toString(),
                secrets.seal(secret),
                client.organizer().value(),
                client.id());
    }

    void wakeNoMore(Client client) {
        jdbc.update(
                "update wallet.client set wake_url = null, wake_secret = null where organizer = ? and client_id = ?",
                client.organizer().value(),
                client.id());
    }

    Optional<String> wakeUrl(Client client) {
        return jdbc
                .query(
                        "select wake_url from wallet.client where organizer = ? and client_id = ? and wake_url is not null",
                        (rs, row) -> rs.getString(1),
                        client.organizer().value(),
                        client.id())
                .stream()
                .findFirst();
    }

    /** A client to be called. */
    record Sleeper(UUID clientId, URI url, byte[] secret) {}

    /** All clients of the organizer that want to be woken. */
    List<Sleeper> sleepers(OrganizerCode organizer) {
        return jdbc.query(
                """
                select client_id, wake_url, wake_secret from wallet.client
                where organizer = ? and wake_url is not null""",
                (rs, row) -> new Sleeper(
                        rs.getObject(1, UUID.class), URI.create(rs.getString(2)), secrets.open(rs.getBytes(3))),
                organizer.value());
    }

    /** True for the one caller, on whichever node, who may call the client now: at most once in {@code pause}. */
    boolean claimCall(OrganizerCode organizer, UUID clientId, Instant at, Duration pause) {
        return jdbc.update("""
                        update wallet.client set wake_sent_at = ?
                        where organizer = ? and client_id = ? and (wake_sent_at is null or wake_sent_at <= ?)""", WalletStore.time(at), organizer.value(), clientId, WalletStore.time(at.minus(pause)))
                == 1;
    }

    private OffsetDateTime now() {
        return WalletStore.time(clock.instant());
    }

    private static URI target(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException notAUrl) {
            // refused below, as one with a wrong scheme
        }
        throw Refusal.invalid("url", url, "an http or https address without user information");
    }
}
