package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where mails are left to be sent. A mail is sent when, and only when, the caller's transaction commits; at least once: when a
 * node dies between sending and noting it, it is sent again, under the same Message-ID.
 */
public final class Outbox {
    private static final JsonMapper JSON = new JsonMapper();

    /** Bytes of all files of a mail: more is taken by few mail servers. */
    private static final int MOST_BYTES = 25 * 1024 * 1024;

    private final OutboxStore store;
    private final DeliveryStore deliveries;
    private final SignedMessageId signing;
    private final Secrets secrets;
    private final Ids ids;
    private final Clock clock;
    private final boolean configured;
    private final Runnable soon;

    Outbox(
            OutboxStore store,
            DeliveryStore deliveries,
            SignedMessageId signing,
            Secrets secrets,
            Ids ids,
            Clock clock,
            Sending sending) {
        this.store = store;
        this.deliveries = deliveries;
        this.signing = signing;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.configured = sending.configured();
        this.soon = sending.soon();
    }

    /**
     * Who sends.
     *
     * @param configured whether the installation has a mail server
     * @param soon has somebody look for mails now
     */
    record Sending(boolean configured, Runnable soon) {}

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

    /**
     * Leaves a mail of a mailbox, in the organizer's writing transaction. It is sent through the mailbox's server, else the
     * installation's; where there is neither it waits, and is given up after two days.
     *
     * @return its id, by which its {@link Deliveries} are found
     */
    public UUID add(OrganizerCode organizer, MailboxMail given) {
        if (given.recipients().isEmpty()) {
            throw Refusal.invalid("to", "nobody", "at least one address");
        }
        long size =
                given.files().stream().mapToLong(file -> file.content().length).sum();
        if (size > MOST_BYTES) {
            throw Refusal.invalid("attachments", size + " bytes", "at most " + MOST_BYTES + " bytes in all");
        }
        MailboxMail mail = MessageWriter.clean(given);
        UUID id = ids.next();
        String domain = mail.from().key().substring(mail.from().key().lastIndexOf('@') + 1);
        deliveries.add(
                organizer,
                id,
                mail,
                to -> signing.sign(organizer, mail.caseNumber(), to.address(), mail.purpose(), id, domain),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        OrganizerTransactions.afterCommit(soon);
        return id;
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
