package io.counterfoil.mail;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives out token-1, token-2 and so on, each for ten minutes; keeps what it was asked. */
public final class TokenServer implements AutoCloseable {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile String refusal = "";
    private volatile String refreshToken = "";

    public TokenServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String answer = refusal.isEmpty()
                    ? "{\"access_token\":\"token-%d\",\"expires_in\":600%s}".formatted(asked.size(), refreshToken)
                    : refusal;
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal.isEmpty() ? 200 : 400, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** The forms that it got. */
    public List<String> asked() {
        return asked;
    }

    /** Gives out nothing any more. */
    public void refuse(String answer) {
        refusal = answer;
    }

    /** Wants to be shown another refresh token the next time. */
    public void exchange(String token) {
        refreshToken = ",\"refresh_token\":\"" + token + "\"";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
