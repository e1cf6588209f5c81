package io.counterfoil.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.counterfoil.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A wallet's diff by hand: each call gets the next page, and an empty one when there is none. */
final class DiffStub implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<String> pages = new LinkedBlockingQueue<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch asked = new CountDownLatch(1);
    private int keys;

    DiffStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/organizer/tickets/diff", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/organizer/tickets";
    }

    /** @param entries the members of the array {@code tickets}; one more page follows until the last */
    void page(String entries, boolean more) {
        keys++;
        pages.add("{\"tickets\":[" + entries + "],\"nextPaginationKey\":\"k" + keys + "\",\"hasMore\":" + more + "}");
    }

    /** Calls wait from now on until the gate is opened. */
    void shut() {
        gate = new CountDownLatch(1);
        asked = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Waits until somebody waits at the gate. */
    void awaitCaller() throws InterruptedException {
        if (!asked.await(Patience.SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("nobody called");
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.countDown();
            if (!gate.await(Patience.SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            String next = pages.poll();
            String key = exchange.getRequestURI().getQuery().replaceAll("(?s).*paginationKey=([^&]*).*", "$1");
            String page = next == null
                    ? "{\"tickets\":[],\"nextPaginationKey\":\"" + (key.isEmpty() ? "k0" : key)
                            + "\",\"hasMore\":false}"
                    : next;
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
