package io.counterfoil.imap;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How mailboxes are read, for screens and the API. */
public final class ImapReading {
    /** Mails of a preview that are told of in full. */
    private static final int FIRST = 10;

    private static final int HEADS_AT_ONCE = 500;
    private static final int MOST_REMARKS = 100;

    private final OrganizerTransactions transactions;
    private final ImapStore store;
    private final RemarkStore remarks;
    private final Mailboxes mailboxes;
    private final ImapSignIn signIn;
    private final ImapTimes times;

    ImapReading(
            OrganizerTransactions transactions,
            ImapStore store,
            RemarkStore remarks,
            Mailboxes mailboxes,
            ImapSignIn signIn,
            ImapTimes times) {
        this.transactions = transactions;
        this.store = store;
        this.remarks = remarks;
        this.mailboxes = mailboxes;
        this.signIn = signIn;
        this.times = times;
    }

    /** How it goes with each mailbox that is read, or was, by mailbox code. */
    public Map<String, MailboxState> states(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.states(organizer)).stream()
                .collect(Collectors.toMap(MailboxState::mailbox, Function.identity()));
    }

    /** Mails that could not be fetched, or not whole, the newest first, at most 100. */
    public List<MailRemark> remarks(OrganizerCode organizer, String mailbox) {
        return transactions.read(organizer, () -> remarks.list(organizer, mailbox, MOST_REMARKS));
    }

    /**
     * Signs in as the mailbox's settings say, active or not, and looks. Touches nothing, stores nothing. Never within a
     * transaction.
     *
     * @param since the cut-off to try; null: the one of the settings, or everything
     */
    public ImapPreview preview(OrganizerCode organizer, String code, @Nullable Instant since) {
        Mailbox mailbox = mailboxes.require(organizer, code);
        ImapSettings settings = mailbox.imap();
        if (settings == null) {
            throw Refusal.invalid("imap", null, "settings of a mail server");
        }
        Instant from = Optional.ofNullable(since)
                .or(() -> Optional.ofNullable(settings.since()))
                .orElse(Instant.EPOCH);
        try (ImapConnection connection = signIn.open(organizer, code, settings, times)) {
            long[] all = connection.uids(1, ImapConnection.ALL, Instant.EPOCH);
            List<MailHead> wanted = wanted(connection, connection.uids(1, ImapConnection.ALL, from), from);
            List<MailHead> first = wanted.subList(0, Math.min(FIRST, wanted.size()));
            List<ImapPreview.Mail> shown = new ArrayList<>();
            for (MailHead head : first) {
                for (String[] subject : connection.subjects(new long[] {head.uid()})) {
                    shown.add(new ImapPreview.Mail(head.arrivedAt(), head.size(), text(subject[0]), text(subject[1])));
                }
            }
            return new ImapPreview(
                    settings.folder(), all.length, wanted.size(), List.copyOf(shown), connection.idles());
        } catch (ImapTrouble trouble) {
            throw Refusal.of(
                    ErrorKind.UPSTREAM,
                    "mailbox-unreadable",
                    "mailbox " + code + " cannot be read now: " + trouble.getMessage());
        }
    }

    private static List<MailHead> wanted(ImapConnection connection, long[] uids, Instant since) throws ImapTrouble {
        List<MailHead> wanted = new ArrayList<>();
        for (int from = 0; from < uids.length; from += HEADS_AT_ONCE) {
            long[] some = Arrays.copyOfRange(uids, from, Math.min(uids.length, from + HEADS_AT_ONCE));
            connection.heads(some).stream()
                    .filter(head -> !head.arrivedAt().isBefore(since))
                    .forEach(wanted::add);
        }
        return wanted;
    }

    private static String text(String header) {
        try {
            return Excerpt.of(MimeUtility.decodeText(MimeUtility.unfold(header)));
        } catch (UnsupportedEncodingException unknown) {
            return Excerpt.of(header);
        }
    }
}
