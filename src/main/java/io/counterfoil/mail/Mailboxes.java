package io.counterfoil.mail;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The mailboxes of organizers. Each method opens the organizer's transaction or joins the one that is open. */
public final class Mailboxes {
    private static final JsonMapper JSON = new JsonMapper();

    private final OrganizerTransactions transactions;
    private final MailboxStore store;
    private final Journal journal;
    private final Secrets secrets;
    private final Clock clock;

    Mailboxes(OrganizerTransactions transactions, MailboxStore store, Journal journal, Secrets secrets, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Grows with each change of what an organizer's mails are read with, on whichever node it was saved: what is kept of that is
     * outdated then.
     */
    public long readingVersion(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.readingVersion(organizer));
    }

    /** Notes, within the organizer's writing transaction, that something else than a mailbox has changed with which mails are read. */
    public void readingChanges(OrganizerCode organizer) {
        store.growReadingVersion(organizer);
    }

    public Optional<Mailbox> find(OrganizerCode organizer, String code) {
        return transactions.read(organizer, () -> store.find(organizer, code));
    }

    /** The mailbox, or a refusal that says that there is none. */
    public Mailbox require(OrganizerCode organizer, String code) {
        return find(organizer, code).orElseThrow(() -> Refusal.notFound("mailbox", code));
    }

    /** Those of an organizer's mailboxes that are in use, in the order of their codes: what can be chosen. */
    public List<Mailbox> inUse(OrganizerCode organizer) {
        return list(organizer).stream().filter(Mailbox::isInUse).toList();
    }

    /** An organizer's mailboxes in the order of their codes, those that are used no more too. */
    public List<Mailbox> list(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.list(organizer));
    }

    /**
     * Makes or changes a mailbox and journals it; one that was used no more is in use again. Refuses the whole change when one member
     * is wrong, or another mailbox has the address.
     *
     * @param actor who does it, for the journal
     */
    public Mailbox save(OrganizerCode organizer, String code, MailboxChange change, String actor) {
        return transactions.write(organizer, () -> {
            Mailbox former = store.find(organizer, code).orElse(null);
            Mailbox next = MailboxDraft.after(
                    organizer, code, former, change, clock.instant().truncatedTo(ChronoUnit.MICROS));
            try {
                store.save(next);
            } catch (DuplicateKeyException taken) {
                throw Refusal.conflict("mailbox-address-taken", "another mailbox has the address " + next.address());
            }
            Told<ServerSecret> imap = orGone(change.imapSecret(), imapMoved(former, next));
            if (!(imap instanceof Told.Nothing)) {
                store.saveImapSecret(organizer, code, sealed(imap.orNull(), organizer, code, "imap"));
            }
            Told<ServerSecret> smtp = orGone(change.smtpSecret(), smtpMoved(former, next));
            if (!(smtp instanceof Told.Nothing)) {
                store.saveSmtpSecret(organizer, code, sealed(smtp.orNull(), organizer, code, "smtp"));
            }
            ObjectNode body =
                    MailboxLine.of(former, next, !(imap instanceof Told.Nothing), !(smtp instanceof Told.Nothing));
            String action = former == null ? "created" : former.isInUse() ? "changed" : "used-again";
            journal.append(organizer, actor, Differences.line("mailbox", code, action, body));
            readingChanges(organizer);
            return next;
        });
    }

    /**
     * Takes a mailbox out of use, once or again: nothing arrives there any more, and what it had stays. Whoever calls has looked whether
     * something could not be answered then.
     */
    public void retire(OrganizerCode organizer, String code, String actor) {
        transactions.writeOnly(organizer, () -> {
            Mailbox mailbox = require(organizer, code);
            if (mailbox.isInUse()) {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
                Mailbox retired = mailbox.retired(now);
                store.save(retired);
                ObjectNode body = MailboxLine.of(mailbox, retired, false, false);
                journal.append(organizer, actor, Differences.line("mailbox", code, "retired", body));
                readingChanges(organizer);
            }
        });
    }

    /** Since when there is an alarm that no mail arrives, by the code of the mailbox. */
    public Map<String, Instant> silentSince(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.silentSince(organizer));
    }

    /** Notes that no mail arrives; false: that was known. */
    public boolean fallsSilent(OrganizerCode organizer, String code) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return noted(organizer, code, "falls-silent", () -> store.fallsSilent(organizer, code, now));
    }

    /** Notes that mails arrive again; false: that was known. */
    public boolean getsMailsAgain(OrganizerCode organizer, String code) {
        return noted(organizer, code, "gets-mails-again", () -> store.getsMailsAgain(organizer, code));
    }

    private boolean noted(OrganizerCode organizer, String code, String action, BooleanSupplier change) {
        return transactions.write(organizer, () -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                journal.append(organizer, "mailboxes", List.of(new Change("mailbox", code, action, null, "{}")));
            }
            return changed;
        });
    }

    /** What signs in to the mailbox's IMAP server. Never shown, never logged. */
    public Optional<ServerSecret> imapSecret(OrganizerCode organizer, String code) {
        return transactions
                .read(organizer, () -> store.imapSecret(organizer, code))
                .map(stored -> opened(stored, organizer, code, "imap"));
    }

    /**
     * Keeps the refresh token that a provider wants to be shown the next time, unless somebody has set another secret meanwhile.
     *
     * @param used the secret by which it was got
     */
    public void imapRefreshed(OrganizerCode organizer, String code, ServerSecret used, String refreshToken) {
        transactions.writeOnly(organizer, () -> {
            if (imapSecret(organizer, code).filter(used::equals).isPresent()) {
                ServerSecret next = new ServerSecret(used.password(), used.clientSecret(), refreshToken);
                store.saveImapSecret(organizer, code, sealed(next, organizer, code, "imap"));
            }
        });
    }

    /** The same of the SMTP server's. */
    void smtpRefreshed(OrganizerCode organizer, String code, ServerSecret used, String refreshToken) {
        transactions.writeOnly(organizer, () -> {
            if (smtpSecret(organizer, code).filter(used::equals).isPresent()) {
                ServerSecret next = new ServerSecret(used.password(), used.clientSecret(), refreshToken);
                store.saveSmtpSecret(organizer, code, sealed(next, organizer, code, "smtp"));
            }
        });
    }

    /** What signs in to the mailbox's SMTP server. Never shown, never logged. */
    public Optional<ServerSecret> smtpSecret(OrganizerCode organizer, String code) {
        return transactions
                .read(organizer, () -> store.smtpSecret(organizer, code))
                .map(stored -> opened(stored, organizer, code, "smtp"));
    }

    /** A secret is not handed to a server that it was not given for. */
    private static Told<ServerSecret> orGone(Told<ServerSecret> told, boolean moved) {
        return told instanceof Told.Nothing && moved ? Told.of(null) : told;
    }

    private static boolean imapMoved(@Nullable Mailbox former, Mailbox next) {
        ImapSettings before = former == null ? null : former.imap();
        ImapSettings after = next.imap();
        return before != null
                && (after == null
                        || !before.host().equalsIgnoreCase(after.host())
                        || before.port() != after.port()
                        || before.security() != after.security()
                        || !before.user().equals(after.user())
                        || !Objects.equals(before.certificate(), after.certificate())
                        || !Objects.equals(before.oauth(), after.oauth()));
    }

    private static boolean smtpMoved(@Nullable Mailbox former, Mailbox next) {
        SmtpSettings before = former == null ? null : former.smtp();
        SmtpSettings after = next.smtp();
        return before != null
                && (after == null
                        || !before.host().equals(after.host())
                        || !Objects.equals(before.user(), after.user())
                        || !Objects.equals(before.oauth(), after.oauth()));
    }

    private byte @Nullable [] sealed(
            @Nullable ServerSecret secret, OrganizerCode organizer, String code, String which) {
        ServerSecret checked = MailboxDraft.checked(which + ".secret", secret);
        return checked == null ? null : secrets.seal(JSON.writeValueAsString(checked), owner(organizer, code, which));
    }

    private ServerSecret opened(byte[] stored, OrganizerCode organizer, String code, String which) {
        return JSON.readValue(secrets.open(stored, owner(organizer, code, which)), ServerSecret.class);
    }

    private static String owner(OrganizerCode organizer, String code, String which) {
        return organizer + "/mailbox/" + code + "/" + which;
    }
}
