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

/** A mail server that is there and takes no mail: it says nothing at all, or no to every sender. */
public final class FaultyServer implements AutoCloseable {
    private final ServerSocket socket;
    private final @Nullable String answerToSender;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FaultyServer(@Nullable String answerToSender) {
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answerToSender = answerToSender;
        Thread.ofVirtual().start(this::accept);
    }

    /** Takes connections and never says a word. */
    public static FaultyServer silent() {
        return new FaultyServer(null);
    }

    /** Answers {@code MAIL FROM} so. */
    static FaultyServer refusing(String answer) {
        return new FaultyServer(answer);
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                open.add(client);
                String answer = answerToSender;
                if (answer != null) {
                    Thread.ofVirtual().start(() -> converse(client, answer));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void converse(Socket client, String answerToSender) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            say(client, "220 here");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(client, line.startsWith("MAIL") ? answerToSender : "250 fine");
            }
        } catch (IOException gone) {
            // so is the conversation
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
