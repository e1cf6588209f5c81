package io.counterfoil.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The demonstration's mail server: it takes every mail and delivers none, so that nothing that is tried out reaches anybody. Addresses
 * that end in {@code .invalid} it refuses, as the server of a mistyped domain would.
 */
final class DemoPost implements AutoCloseable {
    private final ServerSocket socket;
    private final Consumer<String> taken;

    /** @param taken is told the address of each mail that was taken */
    DemoPost(Consumer<String> taken) {
        this.taken = taken;
        try {
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    void start() {
        Thread.ofVirtual().name("demo post").start(this::accept);
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (IOException closed) {
            // the demonstration is over
        }
    }

    private void converse(Socket client) {
        try (client;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(client, "220 the demonstration, which delivers nothing");
            String recipient = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String command = line.toUpperCase(Locale.ROOT);
                if (command.startsWith("RCPT")) {
                    recipient = line.replaceAll("^[^<]*<([^>]*)>.*$", "$1");
                    say(client, recipient.endsWith(".invalid") ? "550 5.1.2 no such domain" : "250 2.1.5 fine");
                } else if (command.equals("DATA")) {
                    say(client, "354 go on");
                    skipMail(in);
                    say(client, "250 2.0.0 taken, and delivered to nobody");
                    taken.accept(recipient);
                } else if (command.equals("QUIT")) {
                    say(client, "221 2.0.0 goodbye");
                    return;
                } else {
                    say(client, "250 2.0.0 fine");
                }
            }
        } catch (IOException gone) {
            // so is the conversation
        }
    }

    private static void skipMail(BufferedReader in) throws IOException {
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            // nobody reads it
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
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
