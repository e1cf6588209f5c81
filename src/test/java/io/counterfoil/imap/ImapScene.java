package io.counterfoil.imap;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.ImapJson;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailRoom;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Flags;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** An account on a mail server, an organizer with a mailbox, and what reads the one into the other. */
final class ImapScene implements AutoCloseable {
    static final Instant CUT_OFF = Instant.parse("2026-06-01T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration SHORT = Duration.ofMillis(1500);

    /** Mail server and database of a test class; they take longer to start than a test. */
    static final class World implements AutoCloseable {
        private final TestDatabase database = TestDatabase.create();
        private final PromptMail server = new PromptMail(ServerSetup.PROTOCOL_IMAP);

        World() {
            server.start();
        }

        @Override
        public void close() {
            server.stop();
            database.close();
        }
    }

    private final TestDatabase database;
    private final OrganizerTransactions transactions;
    private final MailRoom room;
    private final ImapSignIn signIn;
    final HandClock clock = new HandClock();
    final Journal journal;
    final PromptMail server;
    final GreenMailUser user;
    final List<UUID> taken = new CopyOnWriteArrayList<>();
    final OrganizerCode organizer;
    final ImapWork work;

    ImapScene(World world) {
        int number = NUMBER.incrementAndGet();
        this.database = world.database;
        this.server = world.server;
        this.transactions = database.transactions();
        this.journal = new Journal(database.app(), clock);
        this.room = MailRoom.of(transactions, database.app(), journal, clock);
        this.signIn = new ImapSignIn(room.mailboxes(), room.accessTokens(), AddressPolicy.of(true, ""));
        this.organizer = database.organizer("opera" + number);
        this.user = server.setUser("help@opera" + number + ".example", "help" + number, "right");
        this.work = work();
    }

    /** Limits as they are but for their lengths: a test cannot wait for minutes. */
    private ImapWork work() {
        RetryRule soon = new RetryRule(Integer.MAX_VALUE, Duration.ofMillis(50), Duration.ofMillis(100));
        ImapLimits limits = new ImapLimits(
                new ImapTimes(SHORT, SHORT, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(5)),
                100_000,
                500,
                soon,
                soon,
                new RetryRule(3, Duration.ofMinutes(5), Duration.ofHours(1)));
        return new ImapWork(
                transactions,
                new ImapStore(database.app()),
                new RemarkStore(database.app()),
                room.mails(),
                (whose, mail) -> taken.add(mail),
                room.mailboxes(),
                signIn,
                new ImapMetrics(new SimpleMeterRegistry(), clock),
                limits,
                new MemoryBudget(1 << 20),
                clock);
    }

    /** Makes or changes a mailbox; members that are not given keep what is stored. */
    Mailbox mailbox(String code, String json) {
        Mailbox former = room.mailboxes().find(organizer, code).orElse(null);
        ImapJson.Read read = ImapJson.read(
                JSON.readTree(json.replace('\'', '"')),
                former == null ? null : former.imap(),
                room.mailboxes().imapSecret(organizer, code).orElse(null));
        return room.mailboxes()
                .save(
                        organizer,
                        code,
                        new MailboxChange(
                                Told.of(code + "@opera.example"),
                                Told.of("en"),
                                Told.nothing(),
                                Told.of(read.settings()),
                                read.secret(),
                                Told.nothing(),
                                Told.nothing()),
                        "ada");
    }

    /** The usual mailbox, read through a port. */
    Mailbox mailbox(int port, String more) {
        return mailbox("help", """
                {'host':'127.0.0.1','port':%d,'user':'%s','password':'right','cutOff':'2026-06-01'%s}""".formatted(port, user.getLogin(), more));
    }

    int port() {
        return server.port();
    }

    ImapSettings settings() {
        return Objects.requireNonNull(
                room.mailboxes().require(organizer, "help").imap());
    }

    ImapReading reading() {
        return new ImapReading(
                transactions,
                work.store(),
                work.remarks(),
                room.mailboxes(),
                signIn,
                work.limits().times());
    }

    ReaderLease lease() {
        return new ReaderLease(organizer, "help", hold("by hand"));
    }

    long hold(String node) {
        Instant now = clock.instant();
        return transactions
                .writeAside(
                        organizer, () -> work.store().hold(organizer, List.of("help"), node, now, now.plusSeconds(30)))
                .getOrDefault("help", -1L);
    }

    ImapConnection connect() throws ImapTrouble {
        return signIn.open(organizer, "help", settings(), work.limits().times());
    }

    /** Connects and looks until there is nothing more, as one session of a reader does. */
    void look() throws ImapTrouble {
        FolderLook look = new FolderLook(work, lease(), settings(), () -> false);
        try (ImapConnection connection = connect()) {
            boolean more = true;
            while (more) {
                more = look.at(connection);
            }
        }
    }

    /** Subjects of the mails that are stored, in the order of their storing. */
    List<String> subjects() {
        return new JdbcTemplate(database.owner())
                .query(
                        "select raw from mail_raw where organizer = ? order by mail_id",
                        (rs, row) -> new String(rs.getBytes(1), StandardCharsets.ISO_8859_1)
                                .replaceAll("(?s).*?\r\nSubject: ([^\r]*).*", "$1"),
                        organizer.value());
    }

    MailboxState state() {
        return Objects.requireNonNull(reading().states(organizer).get("help"));
    }

    MailFolder inbox() {
        try {
            return server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Puts a mail into the inbox. */
    void arrives(String subject) {
        arrives(inbox(), subject, "Hello", clock.instant());
    }

    static void arrives(MailFolder folder, String subject, String text, Instant at) {
        folder.appendMessage(
                GreenMailUtil.newMimeMessage("From: Anna <anna@fan.example>\r\nTo: help@opera.example\r\nSubject: "
                        + subject + "\r\nMessage-ID: <" + subject.replace(' ', '-') + "@fan.example>\r\n\r\n" + text
                        + "\r\n"),
                new Flags(),
                Date.from(at));
    }

    /** The first column of the organizer's rows; the query ends where their condition may follow. */
    List<String> rows(String query) {
        return new JdbcTemplate(database.owner())
                .queryForList(query + " where organizer = ? order by 1", String.class, organizer.value());
    }

    /** What no program of ours does. */
    void set(String update) {
        new JdbcTemplate(database.owner()).update(update + " where organizer = ?", organizer.value());
    }

    @Override
    public void close() {
        // so that readers of the next test leave it alone
        set("update mailbox set imap = null");
        room.accessTokens().close();
    }
}
