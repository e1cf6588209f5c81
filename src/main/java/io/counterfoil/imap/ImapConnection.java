package io.counterfoil.imap;

import io.counterfoil.imap.ImapTrouble.Kind;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Excerpt;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one folder of one mail server, of one thread. Reading touches nothing: the folder is opened by EXAMINE, mails
 * are read by BODY.PEEK. Every call ends within its time, whatever the server does.
 */
final class ImapConnection implements AutoCloseable {
    private static final DateTimeFormatter SEARCH_DATE = DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);
    /** The library remembers every mail that it was asked for; after so many the folder is opened anew. */
    private static final int FORGET_AFTER = 5_000;
    /** Instead of a last UID. */
    static final long ALL = Long.MAX_VALUE;

    private final IMAPStore store;
    private final IMAPFolder folder;
    private final WatchedSockets sockets;
    private final ImapTimes times;
    private final boolean idles;
    private final boolean moves;
    private int asked;

    private ImapConnection(
            IMAPStore store, String folder, WatchedSockets sockets, ImapTimes times, boolean idles, boolean moves)
            throws MessagingException {
        this.store = store;
        this.folder = (IMAPFolder) store.getFolder(folder);
        this.sockets = sockets;
        this.times = times;
        this.idles = idles;
        this.moves = moves;
    }

    private interface Work<T> {
        T call() throws MessagingException, IOException;
    }

    /** Connects, signs in and opens the folder. */
    static ImapConnection open(ImapAccount account, AddressPolicy policy, ImapTimes times) throws ImapTrouble {
        WatchedSockets sockets = new WatchedSockets();
        ImapConnection connection = within(sockets, times.connect().plus(times.command()), () -> {
            ImapSession.checkAddress(account.settings().host(), policy);
            IMAPStore store = ImapSession.store(account, sockets, times);
            store.connect(
                    account.settings().host(),
                    account.settings().port(),
                    account.settings().user(),
                    account.credential());
            return new ImapConnection(
                    store,
                    account.settings().folder(),
                    sockets,
                    times,
                    store.hasCapability("IDLE"),
                    store.hasCapability("MOVE"));
        });
        try {
            connection.command(() -> {
                connection.folder.open(Folder.READ_ONLY);
                return true;
            });
            return connection;
        } catch (ImapTrouble trouble) {
            connection.close();
            throw trouble;
        }
    }

    boolean idles() {
        return idles;
    }

    long uidValidity() throws ImapTrouble {
        return command(folder::getUIDValidity);
    }

    /** Above the UIDs of all mails that are there. */
    long uidNext() throws ImapTrouble {
        long told = command(folder::getUIDNext);
        return told > 0
                ? told
                : LongStream.of(uids(1, ALL, Instant.EPOCH)).max().orElse(0) + 1;
    }

    /**
     * UIDs of mails, in order.
     *
     * @param to the last one that is looked for, or {@link #ALL}
     * @param since mails that came before may be left out
     */
    long[] uids(long from, long to, Instant since) throws ImapTrouble {
        // days of the server's own time zone, therefore one more
        String after = since.isAfter(Instant.EPOCH.plus(Duration.ofDays(2)))
                ? " SINCE " + SEARCH_DATE.format(since.minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC))
                : "";
        String search = "UID SEARCH UID " + from + ":" + (to == ALL ? "*" : String.valueOf(to)) + after;
        return command(() -> {
            if (asked > FORGET_AFTER) {
                reopen();
            }
            // servers tell of new mails in answer to a command only
            folder.doCommand(protocol -> {
                protocol.noop();
                return true;
            });
            long[] found = (long[]) folder.doCommand(protocol -> search(protocol, search));
            // "n:*" means the last mail, too, when it is below n
            return LongStream.of(found)
                    .filter(uid -> uid >= from)
                    .sorted()
                    .distinct()
                    .toArray();
        });
    }

    private static long[] search(IMAPProtocol protocol, String search) throws ProtocolException {
        Response[] responses = protocol.command(search, null);
        LongStream.Builder found = LongStream.builder();
        for (Response one : responses) {
            if (one instanceof IMAPResponse response && response.keyEquals("SEARCH")) {
                for (long uid = response.readLong(); uid != -1; uid = response.readLong()) {
                    found.add(uid);
                }
            }
        }
        Response result = responses[responses.length - 1];
        protocol.notifyResponseHandlers(responses);
        protocol.handleResult(result);
        return found.build().toArray();
    }

    /** Size and arrival of those mails that are still there, in the order asked for. */
    List<MailHead> heads(long[] uids) throws ImapTrouble {
        return command(() -> {
            List<MailHead> heads = new ArrayList<>();
            for (IMAPMessage message : messages(uids)) {
                Date arrived = message.getReceivedDate();
                heads.add(new MailHead(
                        folder.getUID(message),
                        arrived == null ? Instant.MAX : arrived.toInstant(),
                        message.getSizeLong()));
            }
            return heads;
        });
    }

    /** Subject and sender of mails that are still there, as the mails have them. */
    List<String[]> subjects(long[] uids) throws ImapTrouble {
        return command(() -> {
            List<IMAPMessage> messages = messages(uids);
            FetchProfile profile = new FetchProfile();
            profile.add("Subject");
            profile.add("From");
            folder.fetch(messages.toArray(Message[]::new), profile);
            List<String[]> subjects = new ArrayList<>();
            for (IMAPMessage message : messages) {
                subjects.add(new String[] {first(message.getHeader("Subject")), first(message.getHeader("From"))});
            }
            return subjects;
        });
    }

    private static String first(String @Nullable [] values) {
        return values == null || values.length == 0 ? "" : values[0];
    }

    private List<IMAPMessage> messages(long[] uids) throws MessagingException {
        asked += uids.length;
        IMAPMessage[] there = Arrays.stream(folder.getMessagesByUID(uids))
                .filter(IMAPMessage.class::isInstance)
                .toArray(IMAPMessage[]::new);
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        folder.fetch(there, profile);
        return List.of(there);
    }

    /** The bytes of a mail, at most so many; nothing when it is gone. */
    Optional<FetchedMail> fetch(long uid, int most) throws ImapTrouble {
        return within(sockets, times.fetch(), () -> {
            if (!(folder.getMessageByUID(uid) instanceof IMAPMessage message)) {
                return Optional.empty();
            }
            message.setPeek(true);
            try (InputStream bytes = message.getMimeStream()) {
                byte[] raw = bytes.readNBytes(most);
                return Optional.of(new FetchedMail(raw, raw.length == most && bytes.read() >= 0));
            } catch (IOException failure) {
                // the library makes one of every error; where the folder is still open, it is this mail's alone
                if (!folder.isOpen()) {
                    throw failure;
                }
                if (message.isExpunged()) {
                    return Optional.empty();
                }
                throw new MessagingException(failure.getMessage());
            }
        });
    }

    /** Marks mails as read. Those that are gone are left out; what was done before is done again without harm. */
    void markSeen(long uidValidity, long[] uids) throws ImapTrouble {
        writing(uidValidity, () -> folder.setFlags(there(uids), new Flags(Flags.Flag.SEEN), true));
    }

    /** Moves mails to another folder; those that are gone were moved before. */
    void move(long uidValidity, long[] uids, String to) throws ImapTrouble {
        if (!moves) {
            throw new ImapTrouble(Kind.FAILED, "the server cannot move mails (expected: capability MOVE)");
        }
        writing(uidValidity, () -> {
            Message[] there = there(uids);
            if (there.length > 0) {
                folder.moveMessages(there, store.getFolder(to));
            }
        });
    }

    private interface Change {
        void make() throws MessagingException;
    }

    /** The folder is writable for this one change only. */
    private void writing(long uidValidity, Change change) throws ImapTrouble {
        command(() -> {
            folder.close(false);
            try {
                folder.open(Folder.READ_WRITE);
                if (folder.getUIDValidity() == uidValidity) {
                    change.make();
                }
            } finally {
                reopen();
            }
            return true;
        });
    }

    private Message[] there(long[] uids) throws MessagingException {
        return Arrays.stream(folder.getMessagesByUID(uids))
                .filter(IMAPMessage.class::isInstance)
                .toArray(Message[]::new);
    }

    /** Waits until the server tells of something, but not for longer. */
    void idle(Duration longest) throws ImapTrouble {
        within(sockets, longest.plus(times.silence()), () -> {
            Deadline enough = Deadline.in(longest, this::endIdle);
            try {
                folder.idle(true);
            } finally {
                enough.met();
            }
            return true;
        });
    }

    /** Any command ends an IDLE. */
    private void endIdle() {
        try {
            folder.doCommand(protocol -> true);
        } catch (MessagingException | IllegalStateException gone) {
            // so is the IDLE
        }
    }

    private void reopen() throws MessagingException {
        if (folder.isOpen()) {
            folder.close(false);
        }
        folder.open(Folder.READ_ONLY);
        asked = 0;
    }

    /** Ends everything at once, from any thread. */
    void cut() {
        sockets.closeAll();
    }

    /** Signs off as long as the server listens. */
    @Override
    public void close() {
        Deadline late = Deadline.in(Duration.ofSeconds(2), sockets::closeAll);
        try {
            store.close();
        } catch (MessagingException | IllegalStateException gone) {
            // which was wanted
        } finally {
            late.met();
            sockets.closeAll();
        }
    }

    private <T> T command(Work<T> work) throws ImapTrouble {
        return within(sockets, times.command(), work);
    }

    private static <T> T within(WatchedSockets sockets, Duration longest, Work<T> work) throws ImapTrouble {
        AtomicBoolean late = new AtomicBoolean();
        Runnable end = () -> {
            late.set(true);
            sockets.closeAll();
        };
        Deadline deadline = Deadline.in(longest, end);
        try {
            return work.call();
        } catch (AuthenticationFailedException refused) {
            throw new ImapTrouble(Kind.REFUSED, "the server refused the sign-in: " + Excerpt.of(refused.getMessage()));
        } catch (FolderNotFoundException missing) {
            throw new ImapTrouble(Kind.FAILED, "the folder does not exist: " + Excerpt.of(missing.getMessage()));
        } catch (FolderClosedException | StoreClosedException closed) {
            throw late.get() ? tooLate(longest) : cut(closed);
        } catch (MessageRemovedException gone) {
            throw new ImapTrouble(Kind.FAILED, "a mail was removed while it was looked at");
        } catch (MessagingException | IOException failure) {
            throw late.get() ? tooLate(longest) : trouble(failure);
        } catch (IllegalStateException closed) {
            throw late.get() ? tooLate(longest) : cut(closed);
        } finally {
            deadline.met();
        }
    }

    private static ImapTrouble tooLate(Duration longest) {
        return new ImapTrouble(Kind.UNREACHABLE, "no complete answer within " + longest.toSeconds() + " s");
    }

    private static ImapTrouble cut(Exception closed) {
        return new ImapTrouble(Kind.UNREACHABLE, "the connection was cut: " + Excerpt.of(closed.getMessage()));
    }

    private static ImapTrouble trouble(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return new ImapTrouble(Kind.UNREACHABLE, Excerpt.of(ImapSession.words(cause)));
            }
        }
        return new ImapTrouble(Kind.FAILED, Excerpt.of(failure.getMessage()));
    }
}
