package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.Secrets;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails of mailboxes over the wire, to a real mail server and to ones that refuse, each recipient by himself. */
@Timeout(Patience.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxMailOverSmtpTest {
    private static final OrganizerCode OPERA = new OrganizerCode("opera");
    private static final CaseNumber CASE = new CaseNumber(2139);
    private static final EmailAddress HELP = address("help@opera.example");

    private final TestDatabase database = TestDatabase.create();
    private final OrganizerTransactions transactions = database.transactions();
    private final HandClock clock = new HandClock();
    private final Secrets secrets = new Secrets(new byte[32], new SecureRandom());
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, null, ServerSetup.PROTOCOL_SMTPS)
    });
    private final MailScene scene =
            new MailScene(database.app(), transactions, secrets, new Ids(clock, new Random(1)), clock, 1);
    private final Mailboxes mailboxes = new Mailboxes(
            transactions, new MailboxStore(database.app()), new Journal(database.app(), clock), secrets, clock);
    private final List<Delivery> failed = new ArrayList<>();
    private boolean first = true;

    @BeforeEach
    void begin() throws Exception {
        if (first) {
            first = false;
            database.organizer("opera");
            server.start();
            scene.tell((organizer, delivery) -> failed.add(delivery));
        }
        server.purgeEmailFromAllMailboxes();
        failed.clear();
        through(server.getSmtp().getPort(), MailSecurity.NONE);
    }

    @AfterAll
    void end() {
        server.stop();
        database.close();
    }

    @Test
    void eachRecipientGetsAMailOfHisOwnThatSaysWhoElseGotIt() throws Exception {
        UUID id = leave(mail(
                "Réservation [ID:0002139]",
                AutoSubmitted.NO,
                List.of(),
                to(MailRecipient.Role.TO, "anna@example.org", "Anna Élan", "<root@x>", "<one@x>"),
                to(MailRecipient.Role.CC, "ben@example.org", "", "<root@x>"),
                to(MailRecipient.Role.BCC, "secret@example.org", "Nobody")));

        assertThat(scene.send(OPERA, "help")).isEqualTo(3);

        MimeMessage[] received = server.getReceivedMessages();
        assertThat(received).hasSize(3);
        for (MimeMessage each : received) {
            assertThat(each.getSubject()).isEqualTo("Réservation [ID:0002139]");
            assertThat(each.getHeader("From", ",")).contains("<help@opera.example>");
            assertThat(each.getHeader("To", ",")).contains("<anna@example.org>");
            assertThat(each.getHeader("Cc", ",")).isEqualTo("ben@example.org");
            assertThat(source(each)).doesNotContain("secret@example.org").doesNotContain("Bcc");
            assertThat(each.getHeader("Return-Path"))
                    .satisfies(path -> assertThat(path == null ? "" : path[0]).isIn("", "<help@opera.example>"));
            assertThat(each.getHeader("Auto-Submitted")).isNull();
        }
        assertThat(Arrays.stream(received).map(MailboxMailOverSmtpTest::messageId))
                .doesNotHaveDuplicates();
        assertThat(scene.deliveries().of(OPERA, List.of(id)))
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.state()).isEqualTo(DeliveryState.SENT));
        MimeMessage annas = Arrays.stream(received)
                .filter(each -> header(each, "In-Reply-To").equals("<one@x>"))
                .findFirst()
                .orElseThrow();
        assertThat(header(annas, "References").replaceAll("\\s+", " ")).isEqualTo("<root@x> <one@x>");
    }

    @Test
    void aMailThatNobodyWroteSaysSoAndIsSentOnce() throws Exception {
        leave(mail(
                "Received [ID:0002139]",
                AutoSubmitted.REPLIED,
                List.of(),
                to(MailRecipient.Role.TO, "anna@example.org", "")));

        assertThat(scene.send(OPERA, "help")).isEqualTo(1);
        clock.pass(Duration.ofDays(1));
        assertThat(scene.send(OPERA, "help")).isZero();

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-replied");
        assertThat(header(mail, "X-Auto-Response-Suppress")).isEqualTo("All");
        UnderstoodMail understood =
                MailReader.read(source(mail).getBytes(StandardCharsets.UTF_8), ReadingContext.NOTHING_KNOWN);
        assertThat(understood.nature().mayBeAnswered()).isFalse();
        assertThat(understood.content().text()).contains("Bonjour à tous");
        assertThat(source(mail)).contains("multipart/alternative").contains("text/html; charset=UTF-8");
    }

    @Test
    void whatIsHostileInSubjectNameAndFileNameStaysWithinItsField() throws Exception {
        String evil = "x\r\nBcc: all@example.org\r\n\r\n<script>\u202E\u2028\u0000\u0085";
        MailboxMail mail = new MailboxMail(
                "help",
                HELP,
                evil,
                CASE,
                MailPurpose.REPLY,
                null,
                AutoSubmitted.NO,
                evil,
                "text\n.\nQUIT\n",
                "<p>text</p>",
                List.of(new MailRecipient(
                        MailRecipient.Role.TO,
                        address("anna@example.org"),
                        evil,
                        List.of("<a@b>\r\nBcc: x@y", "<c@d>"))),
                List.of(
                        new OutgoingFile("../" + evil, "text/html\r\nX: y", "<p>".getBytes(StandardCharsets.UTF_8)),
                        new OutgoingFile(
                                "mail.eml", "message/rfc822", "From: x\r\n\r\n".getBytes(StandardCharsets.UTF_8))));
        leave(mail);

        assertThat(scene.send(OPERA, "help")).isEqualTo(1);

        MimeMessage received = server.getReceivedMessages()[0];
        UnderstoodMail understood =
                MailReader.read(source(received).getBytes(StandardCharsets.UTF_8), ReadingContext.NOTHING_KNOWN);
        assertThat(received.getHeader("Bcc")).isNull();
        assertThat(received.getHeader("X")).isNull();
        assertThat(received.getAllRecipients()).hasSize(1);
        assertThat(understood.heading().subject()).isEqualTo("x Bcc: all@example.org <script>");
        assertThat(understood.heading().references()).containsExactly("<c@d>");
        assertThat(understood.content().text()).contains("text\n.\nQUIT");
        assertThat(understood.attachments())
                .extracting(Attachment::contentType)
                .containsExactly("application/octet-stream", "application/octet-stream");
        assertThat(understood.attachments().getFirst().filename()).doesNotContain("/", "\n");
    }

    @Test
    void aRefusalIsFinalForItsAddressAndToldOnce() {
        UUID id = leave(mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, "anna@example.org", "")));
        try (FaultyServer refusing = FaultyServer.refusing("550 5.1.1 nobody here")) {
            through(refusing.port(), MailSecurity.NONE);
            assertThat(scene.send(OPERA, "help")).isEqualTo(1);
            clock.pass(Duration.ofDays(3));
            assertThat(scene.send(OPERA, "help")).isZero();
        }
        assertThat(state(id)).isEqualTo(DeliveryState.REFUSED);
        assertThat(failed).hasSize(1).first().satisfies(delivery -> {
            assertThat(delivery.answer()).contains("nobody here");
            assertThat(delivery.caseNumber()).isEqualTo(CASE);
        });
    }

    @Test
    void whatIsOnlyBusyIsTriedAgainForTwoDaysAndThenGivenUp() throws Exception {
        UUID id = leave(mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, "anna@example.org", "")));
        try (FaultyServer busy = FaultyServer.refusing("451 later")) {
            through(busy.port(), MailSecurity.NONE);
            int tries = 0;
            while (state(id) == DeliveryState.WAITING) {
                tries += scene.send(OPERA, "help");
                clock.pass(Duration.ofHours(2));
            }
            assertThat(tries).isEqualTo(32);
        }
        assertThat(state(id)).isEqualTo(DeliveryState.GIVEN_UP);
        assertThat(failed).hasSize(1);
    }

    @Test
    void aBounceOfOurMailIsNotedOnceAndNoOtherIs() {
        UUID id = leave(mail(
                "s",
                AutoSubmitted.NO,
                List.of(),
                to(MailRecipient.Role.TO, "anna@example.org", ""),
                to(MailRecipient.Role.CC, "ben@example.org", "")));
        scene.send(OPERA, "help");
        SignedMessageId signing = new SignedMessageId(new byte[32], "test");
        SignedMessageId.Claims claims = signing.check(
                        OPERA,
                        signing.sign(OPERA, CASE, address("ben@example.org"), MailPurpose.REPLY, id, "opera.example"))
                .orElseThrow();
        Bounce delayed = bounce("4.4.1", false);

        assertThat(scene.deliveries().bounced(OPERA, claims, delayed)).isEmpty();
        assertThat(scene.deliveries().bounced(OPERA, claims, bounce("5.1.1", true)))
                .get()
                .extracting(delivery -> delivery.address().key(), Delivery::state)
                .containsExactly("ben@example.org", DeliveryState.BOUNCED);
        assertThat(scene.deliveries().bounced(OPERA, claims, bounce("5.1.1", true)))
                .isEmpty();

        assertThat(failed).hasSize(1);
        assertThat(scene.deliveries().to(OPERA, List.of(address("anna@example.org")), 10))
                .first()
                .extracting(Delivery::state)
                .isEqualTo(DeliveryState.SENT);
    }

    @ParameterizedTest
    @EnumSource
    void whereverAConversationBreaksEachMailArrivesOnceUnlessTheServerKeptItWithoutSayingSo(BreakingServer.Break at) {
        List<UUID> mails = new ArrayList<>();
        for (String name : List.of("anna", "ben")) {
            mails.add(leave(
                    mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, name + "@example.org", ""))));
        }
        try (BreakingServer server = new BreakingServer(at)) {
            through(server.port(), MailSecurity.NONE);
            scene.send(OPERA, "help");
            assertThat(server.isBroken()).isTrue();
            clock.pass(Duration.ofHours(1));
            scene.send(OPERA, "help");

            boolean twice = at == BreakingServer.Break.BEFORE_CONTENT_IS_ANSWERED;
            assertThat(server.taken).hasSize(twice ? 3 : 2);
            // the one that was sent again is the same to the letter, so that mail programs see that it is
            assertThat(Set.copyOf(server.taken)).hasSize(2);
        }
        assertThat(mails).allSatisfy(id -> assertThat(state(id)).isEqualTo(DeliveryState.SENT));
        assertThat(failed).isEmpty();
    }

    @Test
    void aServerWhoseCertificateNobodyVouchesForGetsNothing() throws Exception {
        UUID id = leave(mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, "anna@example.org", "")));
        through(server.getSmtps().getPort(), MailSecurity.TLS);
        assertThat(scene.send(OPERA, "help")).isEqualTo(1);
        clock.pass(Duration.ofHours(1));
        through(server.getSmtp().getPort(), MailSecurity.STARTTLS);
        assertThat(scene.send(OPERA, "help")).isEqualTo(1);

        assertThat(state(id)).isEqualTo(DeliveryState.WAITING);
        assertThat(server.getReceivedMessages()).isEmpty();
        through(server.getSmtp().getPort(), MailSecurity.NONE);
        clock.pass(Duration.ofHours(1));
        assertThat(scene.send(OPERA, "help")).isEqualTo(1);
        assertThat(state(id)).isEqualTo(DeliveryState.SENT);
    }

    @Test
    void aTokenSignsInWhileItHoldsAndTheNextAttemptGetsAnotherWhereTheServerWithdrewIt() throws Exception {
        GreenMailUser user = server.setUser("help@opera.example", "desk", "token-1");
        try (TokenServer tokens = new TokenServer()) {
            OAuthSettings oauth = new OAuthSettings(tokens.url(), "client", "smtp");
            through(
                    new SmtpSettings(
                            "127.0.0.1",
                            server.getSmtp().getPort(),
                            MailSecurity.NONE,
                            "desk",
                            MailLogin.XOAUTH2,
                            oauth),
                    Told.of(new ServerSecret(null, null, "first")));
            for (String name : List.of("anna", "ben")) {
                leave(mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, name + "@example.org", "")));
                assertThat(scene.send(OPERA, "help")).isEqualTo(1);
            }
            assertThat(server.getReceivedMessages()).hasSize(2);
            assertThat(tokens.asked())
                    .containsExactly("client_id=client&grant_type=refresh_token&refresh_token=first&scope=smtp");

            user.setPassword("token-2");
            tokens.exchange("second");
            UUID id = leave(mail("s", AutoSubmitted.NO, List.of(), to(MailRecipient.Role.TO, "carl@example.org", "")));
            scene.send(OPERA, "help");
            assertThat(state(id)).isEqualTo(DeliveryState.WAITING);
            clock.pass(Duration.ofMinutes(2));
            scene.send(OPERA, "help");
            assertThat(state(id)).isEqualTo(DeliveryState.SENT);
            assertThat(mailboxes.smtpSecret(OPERA, "help").orElseThrow().refreshToken())
                    .as("the provider wants to be shown another one the next time")
                    .isEqualTo("second");
        }
    }

    private void through(int port, MailSecurity security) {
        through(new SmtpSettings("127.0.0.1", port, security, null, MailLogin.PASSWORD, null), Told.nothing());
    }

    private void through(SmtpSettings smtp, Told<ServerSecret> secret) {
        mailboxes.save(
                OPERA,
                "help",
                new MailboxChange(
                        Told.of(HELP.text()),
                        Told.of("en"),
                        Told.nothing(),
                        Told.nothing(),
                        Told.nothing(),
                        Told.of(smtp),
                        secret),
                "test");
    }

    private UUID leave(MailboxMail mail) {
        return transactions.write(OPERA, () -> scene.outbox().add(OPERA, mail));
    }

    private DeliveryState state(UUID id) {
        return scene.deliveries().of(OPERA, List.of(id)).getFirst().state();
    }

    private static MailboxMail mail(
            String subject, AutoSubmitted auto, List<OutgoingFile> files, MailRecipient... recipients) {
        return new MailboxMail(
                "help",
                HELP,
                "L’Opéra",
                CASE,
                MailPurpose.REPLY,
                null,
                auto,
                subject,
                "Bonjour à tous\n",
                "<p>Bonjour à tous</p>",
                List.of(recipients),
                files);
    }

    private static MailRecipient to(MailRecipient.Role role, String address, String name, String... thread) {
        return new MailRecipient(role, address(address), name, List.of(thread));
    }

    private static Bounce bounce(String status, boolean permanent) {
        return new Bounce(
                List.of(new Bounce.Failure("ben@example.org", status, permanent, "no such user")),
                java.util.Optional.empty());
    }

    private static EmailAddress address(String text) {
        return EmailAddress.parse(text).orElseThrow();
    }

    private static String messageId(MimeMessage mail) {
        return header(mail, "Message-ID");
    }

    private static String header(MimeMessage mail, String name) {
        try {
            String value = mail.getHeader(name, ",");
            return value == null ? "" : value;
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String source(MimeMessage mail) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
