package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where mails are left to be sent. A mail is sent when, and only when, the caller's transaction commits; at least once: when a
 * node dies between sending and noting it, it is sent again, under the same Message-ID.
 */
public final class Outbox {
    private static final JsonMapper JSON = new JsonMapper();

    private final OutboxStore store;
    private final Secrets secrets;
    private final Ids ids;
    private final Clock clock;
    private final boolean configured;
    private final Runnable soon;

    /**
     * @param configured whether there is a mail server
     * @param soon has somebody look for mails now
     */
    Outbox(OutboxStore store, Secrets secrets, Ids ids, Clock clock, boolean configured, Runnable soon) {
        this.store = store;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.configured = configured;
        this.soon = soon;
    }

    /** Whether mails are sent at all. Where not, nobody should be told that one is on its way. */
    public boolean isConfigured() {
        return configured;
    }

    /** Leaves a mail, in the caller's transaction. Does nothing where no mail server is configured. */
    public void add(OutgoingMail mail) {
        if (!configured) {
            return;
        }
        UUID id = ids.next();
        String content = JSON.writeValueAsString(
                JSON.createObjectNode().put("subject", mail.subject()).put("text", mail.text()));
        store.add(id, mail.to().text(), secrets.seal(content, owner(id)), clock.instant());
        OrganizerTransactions.afterCommit(soon);
    }

    /** What a stored mail says. */
    static Content open(Secrets secrets, UUID id, byte[] sealed) {
        JsonNode content = JSON.readTree(secrets.open(sealed, owner(id)));
        return new Content(
                content.path("subject").asString(), content.path("text").asString());
    }

    /** Subject and text. */
    record Content(String subject, String text) {}

    private static String owner(UUID id) {
        return "mail/" + id;
    }
}
