package io.counterfoil.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A wallet by hand, just wise enough to be idempotent, that fails as it is told to. */
final class PeerWallet implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** How the next call goes wrong. */
    enum Fault {
        /** Nothing is done. */
        STATUS_500,
        STATUS_401,
        /** Everything is done, and the connection is cut before the answer. */
        ANSWER_LOST,
        /** Everything is done, and the answer says nothing. */
        NO_RESULTS
    }

    /** What was called. */
    record Call(String path, JsonNode tickets) {
        List<String> ids() {
            List<String> ids = new ArrayList<>();
            tickets.forEach(ticket -> ids.add(ticket.path("ticketId").asString()));
            return ids;
        }
    }

    final List<Call> calls = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    /** Tickets that are refused, with the reason. */
    final Map<String, String> refused = new HashMap<>();
    /** Tickets that the answer leaves out. */
    final List<String> forgotten = new ArrayList<>();
    /** What was really done: once per ticket and thing. */
    final List<String> done = new ArrayList<>();

    private final HttpServer server;
    private final Map<String, Long> sequences = new HashMap<>();
    private Consumer<Call> meanwhile = call -> {};
    private long sequence = 100;

    PeerWallet() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/organizer/tickets", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/organizer/tickets";
    }

    /** What happens while a call is under way. */
    void meanwhile(Consumer<Call> work) {
        meanwhile = work;
    }

    Call last() {
        return calls.getLast();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(
                exchange.getRequestURI().getPath().substring("/organizer/tickets".length()),
                JSON.readTree(exchange.getRequestBody().readAllBytes()).path("tickets"));
        calls.add(call);
        meanwhile.accept(call);
        Fault fault = faults.poll();
        try (exchange) {
            if (fault == Fault.STATUS_500 || fault == Fault.STATUS_401) {
                exchange.sendResponseHeaders(fault == Fault.STATUS_500 ? 500 : 401, -1);
                return;
            }
            byte[] answer = results(call).toString().getBytes(StandardCharsets.UTF_8);
            if (fault == Fault.ANSWER_LOST) {
                return;
            }
            byte[] sent = fault == Fault.NO_RESULTS ? "{\"results\":[]}".getBytes(StandardCharsets.UTF_8) : answer;
            exchange.sendResponseHeaders(200, sent.length);
            exchange.getResponseBody().write(sent);
        }
    }

    private ObjectNode results(Call call) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        for (JsonNode ticket : call.tickets()) {
            String id = ticket.path("ticketId").asString();
            if (!forgotten.contains(id)) {
                result(call, ticket, id, results.addObject().put("ticketId", id));
            }
        }
        return answer;
    }

    private void result(Call call, JsonNode ticket, String id, ObjectNode result) {
        if (refused.containsKey(id)) {
            result.put("outcome", "REJECTED").put("reason", refused.get(id));
            return;
        }
        String what = call.path() + " " + id + " "
                + ticket.path("spectatorDetails").path("email").asString("")
                + ticket.path("reassignmentId").asString("");
        Long before = sequences.get(what);
        if (before == null) {
            done.add(call.path() + " " + id);
            sequences.put(what, ++sequence);
        }
        result.put("outcome", before == null ? "ACCEPTED" : "UNCHANGED").put("sequence", sequences.get(what));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
