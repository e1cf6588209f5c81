package io.counterfoil.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.BenchDesk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many mails a second go from raw bytes to a committed case, stored and taken by several callers at a time. */
final class MailBenchmark {
    private static final String DATABASE = "bench_mail";
    private static final int WARM_UP = 2_000;
    private static final int HUGE = 20;
    /** Who hand over mails of 5 MB at the same time: they are in memory several times. */
    private static final int HUGE_CALLERS = 4;
    /** From so many mails on the heap is looked at while they come. */
    private static final int MANY = 20_000;

    private static final StatementMeter METER = new StatementMeter();

    private final Server server;
    private final BenchDesk desk;
    private final int callers;

    private MailBenchmark(Server server, BenchDesk desk, int callers) {
        this.server = server;
        this.desk = desk;
        this.callers = callers;
    }

    /**
     * What one kind of mail took.
     *
     * @param javaMillis processor time of this process a mail
     * @param serverMillis the same of the database server
     * @param keptMib heap after a collection: after each tenth of the mails, where they are many
     */
    record Series(
            double perSecond,
            double meanMillis,
            double p99Millis,
            double javaMillis,
            double serverMillis,
            List<Long> keptMib) {
        /** A line for whoever waits. */
        String told() {
            return String.format(
                    Locale.ROOT,
                    "%.1f a second; processor time a mail: %.2f ms here, %.2f ms in the server%s",
                    perSecond,
                    javaMillis,
                    serverMillis,
                    keptMib.isEmpty() ? "" : "; heap after each tenth, MiB: " + keptMib);
        }
    }

    /** @param profile whether to tell the time of each statement, which costs some speed */
    static MailReport run(int mails, int callers, boolean profile) throws Exception {
        try (Server server = Server.start()) {
            server.copy(Server.TEMPLATE, DATABASE);
            try (HikariDataSource application = server.application(DATABASE, "")) {
                new JdbcTemplate(application)
                        .update("insert into organizer (code, name, created_at) values ('opera', 'Opera', now())");
                OrganizerTransactions transactions = new OrganizerTransactions(application);
                transactions.writeAside(BenchDesk.organizer(), () -> transactions.addHead(BenchDesk.organizer()));
                DataSource measured = profile ? METER.around(application) : application;
                return new MailBenchmark(server, new BenchDesk(measured), callers).measure(mails);
            }
        }
    }

    private MailReport measure(int mails) throws Exception {
        Progress.say("warming up with %d mails", 2 * WARM_UP);
        series(WARM_UP, callers, n -> mail("warm" + n, "Seats " + n, text(n)));
        series(WARM_UP, callers, n -> mail("warm" + n, "Re: Seats " + n + " [ID:" + (n + 1) + "]", text(n)));
        server.settle(DATABASE);
        Heap.reset();
        Series fresh = told("new", mails, n -> mail("fan" + n, "Where is my seat " + n, text(n)));
        Series replies =
                told("replies", mails, n -> mail("warm" + n % WARM_UP, "Re: [ID:" + (n % WARM_UP + 1) + "]", text(n)));
        Series html = told("html", Math.min(mails, MANY) / 2, n -> html("page" + n, n));
        Series huge = told(
                "5 MB",
                HUGE,
                n -> mail(
                        "huge" + n, "Scans " + n, "x".repeat(76).concat("\r\n").repeat(67_000)));
        return new MailReport(fresh, replies, html, huge, Heap.peakMib());
    }

    private Series told(String name, int mails, IntFunction<byte[]> mail) throws Exception {
        METER.clear();
        Series series = series(mails, mails == HUGE ? Math.min(callers, HUGE_CALLERS) : callers, mail);
        Progress.say("%s: %s", name, series.told());
        if (METER.statements() > 0) {
            Progress.say("%.2f statements a mail%n%s", (double) METER.statements() / mails, METER.profile(mails));
        }
        return series;
    }

    private Series series(int mails, int askers, IntFunction<byte[]> mail) throws Exception {
        long[] nanos = new long[mails];
        List<Long> kept = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger next = new AtomicInteger();
        CpuTime before = server.cpuTime();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(askers)) {
            List<Future<Boolean>> all = new ArrayList<>();
            Callable<Boolean> caller = () -> {
                for (int n = next.getAndIncrement(); n < mails; n = next.getAndIncrement()) {
                    byte[] raw = mail.apply(n);
                    long from = System.nanoTime();
                    desk.receive(raw);
                    nanos[n] = System.nanoTime() - from;
                    if (mails >= MANY && (n + 1) % (mails / 10) == 0) {
                        kept.add(Heap.keptMib());
                    }
                }
                return true;
            };
            for (int i = 0; i < askers; i++) {
                all.add(threads.submit(caller));
            }
            for (Future<Boolean> each : all) {
                each.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        CpuTime used = server.cpuTime().since(before);
        Arrays.sort(nanos);
        return new Series(
                mails / seconds,
                Arrays.stream(nanos).average().orElse(0) / 1e6,
                nanos[Math.min(mails - 1, (int) (mails * 0.99))] / 1e6,
                used.java() * 1e3 / mails,
                used.server() * 1e3 / mails,
                List.copyOf(kept));
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
