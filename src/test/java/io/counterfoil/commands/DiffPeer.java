package io.counterfoil.commands;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.counterfoil.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A wallet whose diff tells one accepted transfer of each ticket, {@code PAGE} at a time, and which keeps whoever asks for one
 * chosen page waiting until it is told to go on.
 */
final class DiffPeer implements AutoCloseable {
    static final int PAGE = 20;

    private final HttpServer server;
    private final int tickets;
    private final int slowPage;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Integer> told = new CopyOnWriteArrayList<>();

    /** @param slowPage the page, from 1, whose answer waits for {@link #goOn}; 0: none */
    DiffPeer(int tickets, int slowPage) {
        this.tickets = tickets;
        this.slowPage = slowPage;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/organizer/tickets/diff", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/organizer/tickets";
    }

    /** Waits until somebody has asked for the slow page: he is in the middle of a run. */
    void awaitMiddle() throws InterruptedException {
        if (!asked.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody has asked for page " + slowPage);
        }
    }

    void goOn() {
        open.countDown();
    }

    /** Which pages were asked for, in order. */
    List<Integer> pages() {
        return List.copyOf(told);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int from = position(exchange.getRequestURI().getRawQuery());
            int page = from / PAGE + 1;
            told.add(page);
            if (page == slowPage) {
                asked.countDown();
                open.await();
            }
            int to = Math.min(from + PAGE, tickets);
            String entries = IntStream.range(from, to).mapToObj(DiffPeer::entry).collect(Collectors.joining(","));
            byte[] body = "{\"tickets\":[%s],\"nextPaginationKey\":\"k%d\",\"hasMore\":%b}"
                    .formatted(entries, to, to < tickets)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static int position(String query) {
        for (String parameter : query.split("&", -1)) {
            String value = URLDecoder.decode(parameter, StandardCharsets.UTF_8);
            if (value.startsWith("paginationKey=k")) {
                return Integer.parseInt(value.substring("paginationKey=k".length()));
            }
        }
        return 0;
    }

    static String ticketId(int number) {
        return "T-%04d".formatted(number);
    }

    private static String entry(int number) {
        return """
                {"ticketId":"%s","sequence":%d,"status":"TRANSFERRED","statusDate":"2026-06-14T09:12:33Z",
                 "walletOwner":{"email":"new%d@example.org"},
                 "spectatorDetails":{"email":"new%d@example.org","firstName":"New","lastName":"Holder"},
                 "transfer":{"transferId":"t-%d","direction":"FORWARD","senderEmail":"old%d@example.org",
                  "recipientEmail":"new%d@example.org","initiatedAt":"2026-06-14T09:00:00Z",
                  "endedAt":"2026-06-14T09:12:33Z"}}""".formatted(ticketId(number), number + 1, number, number, number, number, number);
    }

    /** The tickets for the import, one a line, each held by its old holder. */
    String asImport() {
        return IntStream.range(0, tickets)
                .mapToObj(number -> """
                        {"ticketId":"%s","organization":"shop","state":"PRINTED",\
                        "culturalContact":{"email":"old%d@example.org","firstName":"Old","lastName":"Holder"}}""".formatted(ticketId(number), number))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        open.countDown();
        server.stop(0);
    }
}
