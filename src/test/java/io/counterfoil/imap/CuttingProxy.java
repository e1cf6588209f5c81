package io.counterfoil.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Stands between a reader and its server, and spoils what the server says. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket socket;
    private final int server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile String cutAt = "";
    private volatile boolean always;
    private volatile boolean mute;
    private volatile boolean idle;
    private volatile String said = "";
    private volatile String heard = "";

    CuttingProxy(int server) {
        this(server, ServerSocketFactory.getDefault());
    }

    private CuttingProxy(int server, ServerSocketFactory sockets) {
        this.server = server;
        try {
            this.socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** TLS towards the reader. */
    static CuttingProxy tls(int server, KeyStore keys, char[] password) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new CuttingProxy(server, context.getServerSocketFactory());
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** Cuts the connection before this text goes through, once. */
    CuttingProxy cutOnceAt(String text) {
        cutAt = text;
        return this;
    }

    /** Cuts every connection before this text goes through. */
    CuttingProxy cutAlwaysAt(String text) {
        always = true;
        return cutOnceAt(text);
    }

    /** From now on the server's words on connections that are open go nowhere; new ones are heard. */
    void mute() {
        mute = true;
    }

    /** Whether a client has heard that the server tells it of new mails from now on. */
    boolean isIdle() {
        return idle;
    }

    /** What the server says is heard otherwise. */
    CuttingProxy misheard(String text, String instead) {
        said = text;
        heard = instead;
        return this;
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                connections.incrementAndGet();
                mute = false;
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                client.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                open.add(client);
                open.add(there);
                Thread.ofVirtual().start(() -> pipe(client, there, false));
                Thread.ofVirtual().start(() -> pipe(there, client, true));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pipe(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        boolean silenced = false;
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
                silenced |= answers && mute;
                if (answers && !cutAt.isEmpty() && text.contains(cutAt)) {
                    out.write(buffer, 0, text.indexOf(cutAt));
                    cutAt = always ? cutAt : "";
                    return;
                }
                if (answers && !said.isEmpty()) {
                    text = text.replace(said, heard);
                }
                if (!silenced) {
                    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    idle |= answers && text.startsWith("+ ");
                }
            }
        } catch (IOException gone) {
            // so is the other side
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket one : open) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
