package io.counterfoil.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A wallet's diff over HTTP. The key is the number of the next page, empty for the first. */
final class Feed implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("paginationKey=([0-9]*)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Pages pages;

    /** A page with a number, from 0, as bytes. */
    @FunctionalInterface
    interface Pages {
        byte[] page(int number);
    }

    Feed(Pages pages) {
        this.pages = pages;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/organizer/tickets/diff", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** What an interface is given. */
    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/organizer/tickets";
    }

    /** Serves others from now on. */
    void serve(Pages others) {
        pages = others;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Matcher key = KEY.matcher(exchange.getRequestURI().getRawQuery());
            int number = key.find() && !key.group(1).isEmpty() ? Integer.parseInt(key.group(1)) : 0;
            byte[] page = pages.page(number);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
