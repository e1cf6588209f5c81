package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.ServerSetup;
import io.counterfoil.Patience;
import io.counterfoil.imap.PromptMail;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A mail server in front of a help desk that pushes mails, several at a time, and again what nobody answered with 201; and the mail server
 * behind it that takes what answers them by itself.
 */
final class PushedMails implements AutoCloseable {
    private static final String ORGANIZER = "arena";
    /** Nobody is killed. */
    static final int ALL = 0;

    private static final int SENDERS = 3;
    private static final int MAILS = 60;
    /** What a mail that is being sent waits before another process tries it. */
    private static final Duration CLAIM = Duration.ofMinutes(10);

    private final PromptMail sink = new PromptMail(ServerSetup.PROTOCOL_SMTP);
    private final Queue<Integer> unanswered =
            new ConcurrentLinkedQueue<>(IntStream.rangeClosed(1, MAILS).boxed().toList());

    PushedMails() {
        sink.start();
    }

    void prepare(RemoteNode node) {
        node.expect("POST", "/organizers", "{\"code\":\"" + ORGANIZER + "\",\"name\":\"Arena\"}");
        node.expect("PUT", "/organizers/" + ORGANIZER + "/mailboxes/help", """
                        {"address":"help@arena.example","language":"en","smtp":{"host":"127.0.0.1","port":%d,"security":"NONE"}}""".formatted(
                        sink.getSmtp().getPort()));
    }

    /** Pushes until all are answered, or kills the process in the middle of others once so many were. */
    void push(RemoteNode node, int killedAfter) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        List<Thread> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(Thread.ofVirtual().start(() -> {
                for (Integer mail = unanswered.poll(); mail != null; mail = unanswered.poll()) {
                    if (!isStored(node, mail)) {
                        unanswered.add(mail);
                        return;
                    }
                    if (answered.incrementAndGet() == killedAfter) {
                        node.process().killHard();
                    }
                }
            }));
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(unanswered.isEmpty()).as("killed before all were pushed").isEqualTo(killedAfter == ALL);
    }

    private static boolean isStored(RemoteNode node, int mail) {
        try {
            RemoteNode.Answer answer = node.send(
                    "POST",
                    "/organizers/" + ORGANIZER + "/mailboxes/help/messages",
                    "From: Fan %d <fan%d@fan.example>\r\nSubject: Seat %d\r\nMessage-ID: <%d@fan.example>\r\n"
                                    .formatted(mail, mail, mail, mail)
                            + "Date: Mon, 4 May 2026 08:00:00 +0000\r\n\r\nWhere is it?\r\n",
                    "Content-Type",
                    "message/rfc822");
            return answer.status() == 201;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    /** Nobody waits ten minutes for what the killed processes had begun to send. */
    static void claimsOfTheDeadEnd(Connection database, Instant lastStart) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("set app.organizer = '" + ORGANIZER + "'");
            statement.execute("update outbound_delivery set next_try_at = '" + lastStart + "' where organizer = '"
                    + ORGANIZER + "' and state = 'WAITING' and next_try_at <= '" + lastStart.plus(CLAIM) + "'");
        }
    }

    void eachIsOneCaseAndAnsweredOnce(RemoteNode node, Connection database) throws Exception {
        await().atMost(Patience.LONGEST).until(() -> count(database, "outbound_delivery where state <> 'SENT'") == 0);
        assertThat(count(database, "inbound_mail where state = 'TAKEN'")).isEqualTo(MAILS);
        assertThat(count(database, "inbound_mail")).isEqualTo(MAILS);
        assertThat(count(database, "mail_raw")).isEqualTo(MAILS);
        assertThat(count(database, "mail_verdict where outcome = 'OPENED'")).isEqualTo(MAILS);
        assertThat(count(database, "case_entry where action = 'MAIL'")).isEqualTo(MAILS);
        assertThat(count(database, "outbound_delivery")).isEqualTo(MAILS);
        List<Long> numbers = new ArrayList<>();
        List<String> subjects = new ArrayList<>();
        for (JsonNode each : node.expect("GET", "/organizers/" + ORGANIZER + "/cases?limit=1000", "")
                .path("items")) {
            numbers.add(each.path("number").asLong());
            subjects.add(each.path("subject").asString());
        }
        assertThat(numbers.stream().sorted())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MAILS).mapToObj(Long::valueOf).toList());
        assertThat(subjects).doesNotHaveDuplicates().hasSize(MAILS);
        answersWereSentOnce(database);
    }

    private void answersWereSentOnce(Connection database) throws Exception {
        Map<String, byte[]> byId = new HashMap<>();
        Map<String, String> idOf = new HashMap<>();
        MimeMessage[] received = sink.getReceivedMessages();
        for (MimeMessage each : received) {
            String id = each.getHeader("Message-ID", null);
            byte[] text = bytes(each);
            byte[] former = byId.putIfAbsent(id, text);
            assertThat(former == null ? text : former)
                    .as("the same mail again is the same")
                    .isEqualTo(text);
            String to = each.getAllRecipients()[0].toString();
            assertThat(idOf.computeIfAbsent(to, none -> id))
                    .as("one answer for " + to)
                    .isEqualTo(id);
        }
        assertThat(byId).hasSize(MAILS);
        assertThat(received.length - MAILS)
                .as("sent twice: at most what was taken and not noted at each of two deaths")
                .isLessThanOrEqualTo(2);
        assertThat(byId.keySet()).hasSize(count(database, "outbound_delivery"));
    }

    private static byte[] bytes(MimeMessage mail) throws IOException, MessagingException {
        return (mail.getSubject() + mail.getHeader("Date", null) + mail.getContentType())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static int count(Connection database, String what) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute("set app.organizer = '" + ORGANIZER + "'");
            try (ResultSet found = statement.executeQuery("select count(*) from " + what)) {
                found.next();
                return found.getInt(1);
            }
        }
    }

    @Override
    public void close() {
        sink.stop();
    }
}
