package io.counterfoil.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.BenchDesk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many mails a second go from raw bytes to a committed case, stored and taken by several callers at a time. */
final class MailBenchmark {
    private static final String DATABASE = "bench_mail";
    private static final int WARM_UP = 2_000;
    private static final int HUGE = 20;

    private final BenchDesk desk;
    private final int callers;

    private MailBenchmark(BenchDesk desk, int callers) {
        this.desk = desk;
        this.callers = callers;
    }

    /** What one kind of mail took. */
    record Series(double perSecond, double meanMillis, double p99Millis) {}

    static MailReport run(int mails, int callers) throws Exception {
        try (Server server = Server.start()) {
            server.copy(Server.TEMPLATE, DATABASE);
            try (HikariDataSource application = server.application(DATABASE, "")) {
                new JdbcTemplate(application)
                        .update("insert into organizer (code, name, created_at) values ('opera', 'Opera', now())");
                OrganizerTransactions transactions = new OrganizerTransactions(application);
                transactions.writeAside(BenchDesk.organizer(), () -> transactions.addHead(BenchDesk.organizer()));
                return new MailBenchmark(new BenchDesk(application), callers).measure(mails);
            }
        }
    }

    private MailReport measure(int mails) throws Exception {
        Progress.say("warming up with %d mails", 2 * WARM_UP);
        series(WARM_UP, n -> mail("warm" + n, "Seats " + n, text(n)));
        series(WARM_UP, n -> mail("warm" + n, "Re: Seats " + n + " [ID:" + (n + 1) + "]", text(n)));
        Heap.reset();
        Series fresh = series(mails, n -> mail("fan" + n, "Where is my seat " + n, text(n)));
        Progress.say("new: %.0f a second", fresh.perSecond());
        Series replies = series(mails, n -> mail("warm" + n % WARM_UP, "Re: [ID:" + (n % WARM_UP + 1) + "]", text(n)));
        Progress.say("replies: %.0f a second", replies.perSecond());
        Series html = series(mails / 2, n -> html("page" + n, n));
        Progress.say("html: %.0f a second", html.perSecond());
        Series huge = series(
                HUGE,
                n -> mail(
                        "huge" + n, "Scans " + n, "x".repeat(76).concat("\r\n").repeat(67_000)));
        return new MailReport(fresh, replies, html, huge, Heap.peakMib());
    }

    private Series series(int mails, IntFunction<byte[]> mail) throws Exception {
        long[] nanos = new long[mails];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Future<Boolean>> all = new ArrayList<>();
            Callable<Boolean> caller = () -> {
                for (int n = next.getAndIncrement(); n < mails; n = next.getAndIncrement()) {
                    byte[] raw = mail.apply(n);
                    long from = System.nanoTime();
                    desk.receive(raw);
                    nanos[n] = System.nanoTime() - from;
                }
                return true;
            };
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(caller));
            }
            for (Future<Boolean> each : all) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        return new Series(
                mails / seconds,
                Arrays.stream(nanos).average().orElse(0) / 1e6,
                nanos[Math.min(mails - 1, (int) (mails * 0.99))] / 1e6);
    }

    private static String text(int n) {
        return "Hello,\r\n\r\nI bought two seats and cannot find number " + n + " any more.\r\n"
                + "Could you please have a look where it is now?\r\n".repeat(10) + "\r\nKind regards\r\nAnna\r\n";
    }

    private static byte[] mail(String who, String subject, String text) {
        return whole(who, subject, "text/plain; charset=utf-8", text);
    }

    private static byte[] html(String who, int n) {
        return whole(
                who,
                "Page " + n,
                "text/html; charset=utf-8",
                "<html><body><table><tr><td style=\"color:red\"><p>Hello <b>there</b></p></td></tr></table>"
                        + "<p>Where is my seat?</p>".repeat(30) + "</body></html>\r\n");
    }

    private static byte[] whole(String who, String subject, String type, String text) {
        return ("Received: from mx.fan.example by mx.opera.example; Mon, 4 May 2026 08:00:00 +0000\r\nFrom: Anna Fan <"
                        + who
                        + "@fan.example>\r\nTo: tickets@opera.example\r\nSubject: " + subject
                        + "\r\nDate: Mon, 4 May 2026 08:00:00 +0000\r\nMessage-ID: <" + System.nanoTime() + "." + who
                        + "@fan.example>\r\nMIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\n" + text)
                .getBytes(StandardCharsets.UTF_8);
    }
}
