package io.counterfoil.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A peer on a real socket that answers as scripted, byte by byte: each request takes the next script, the last one again
 * and again. It closes the connection after each unless the script keeps it.
 */
public final class ScriptedPeer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Script> scripts;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();

    /** What to write as the answer to one request; true keeps the connection for the next. */
    @FunctionalInterface
    public interface Script {
        boolean answer(OutputStream out) throws IOException, InterruptedException;
    }

    private ScriptedPeer(List<Script> scripts) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.scripts = scripts;
        Thread.ofVirtual().start(this::accept);
    }

    public static ScriptedPeer with(Script... scripts) {
        return new ScriptedPeer(List.of(scripts));
    }

    /** A whole answer, connection kept. */
    public static Script answer(int status, String body, String... headers) {
        return out -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            out.write(head(status, "Content-Length: " + bytes.length, headers));
            out.write(bytes);
            return true;
        };
    }

    /** Status line and headers, ready to be followed by a body. */
    public static byte[] head(int status, String first, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n" + first + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public WalletEndpoint endpoint() {
        return new WalletEndpoint("http://127.0.0.1:" + port() + "/organizer/tickets", "s3cret-key");
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Request line and headers of each request, and its body. */
    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.incrementAndGet();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = connection.getOutputStream();
            boolean keep = true;
            while (keep && readRequest(in)) {
                Script script = scripts.get(Math.min(answered.getAndIncrement(), scripts.size() - 1));
                keep = script.answer(out);
                out.flush();
            }
        } catch (IOException cut) {
            // the other side went away: what it was to see, it saw
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean readRequest(BufferedReader in) throws IOException {
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            lines.add(line);
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        char[] body = new char[length];
        for (int at = 0; at < length; ) {
            at += Math.max(0, in.read(body, at, length - at));
        }
        if (!lines.isEmpty()) {
            requests.add(String.join("\n", lines) + (length == 0 ? "" : "\n\n" + new String(body)));
        }
        return !lines.isEmpty();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : open) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
