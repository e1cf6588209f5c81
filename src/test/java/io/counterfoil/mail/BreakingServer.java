package io.counterfoil.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A mail server that keeps the mails it takes, and whose first connection breaks at one point of the conversation. */
final class BreakingServer implements AutoCloseable {
    private static final String END = ".";

    private final ServerSocket socket;
    private volatile @Nullable Break next;
    /** The mails that it took, each as it came. */
    final List<String> taken = new CopyOnWriteArrayList<>();

    /** Where a connection breaks. */
    enum Break {
        /** The connection is taken, and nothing is said. */
        BEFORE_GREETING("", false),
        BEFORE_EHLO_IS_ANSWERED("EHLO", false),
        AFTER_EHLO("EHLO", true),
        BEFORE_SENDER_IS_ANSWERED("MAIL", false),
        AFTER_SENDER("MAIL", true),
        BEFORE_RECIPIENT_IS_ANSWERED("RCPT", false),
        AFTER_RECIPIENT("RCPT", true),
        BEFORE_DATA_IS_ANSWERED("DATA", false),
        AFTER_DATA("DATA", true),
        /** In the middle of its lines. */
        WITHIN_CONTENT("Message-ID:", false),
        /** The mail is there, and the server did not get to keep it. */
        BEFORE_CONTENT_IS_KEPT(END, false),
        /** It is kept, and the answer does not come through. */
        BEFORE_CONTENT_IS_ANSWERED(END, false),
        AFTER_CONTENT(END, true);

        private final String line;
        private final boolean answered;

        Break(String line, boolean answered) {
            this.line = line;
            this.answered = answered;
        }
    }

    BreakingServer(Break next) {
        this.next = next;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whether the connection was broken. */
    boolean isBroken() {
        return next == null;
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
            if (breaks("", false)) {
                return;
            }
            say(client, "220 here");
            StringBuilder content = null;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (breaks(line, false)) {
                    return;
                }
                if (content == null) {
                    content = line.equals("DATA") ? new StringBuilder() : null;
                    say(client, line.equals("DATA") ? "354 go on" : "250 fine");
                } else if (line.equals(END)) {
                    taken.add(content.toString());
                    if (next == Break.BEFORE_CONTENT_IS_ANSWERED) {
                        next = null;
                        return;
                    }
                    content = null;
                    say(client, "250 taken");
                } else {
                    content.append(line).append('\n');
                }
                if (breaks(line, true)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // so is the conversation
        }
    }

    private boolean breaks(String line, boolean answered) {
        Break at = next;
        if (at == null || at == Break.BEFORE_CONTENT_IS_ANSWERED || at.answered != answered) {
            return false;
        }
        boolean whole = at.line.isEmpty() || at.line.equals(END);
        boolean here = whole ? line.equals(at.line) : line.startsWith(at.line);
        if (here) {
            next = null;
        }
        return here;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
