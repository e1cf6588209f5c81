package io.counterfoil.imap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * The sockets of one connection to a mail server. They can be closed from outside at any moment, which ends whatever waits on
 * them, reading or writing: no library's time-out is relied upon.
 */
final class WatchedSockets extends SocketFactory {
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Ends everything at once. */
    void closeAll() {
        closed = true;
        open.forEach(WatchedSockets::close);
    }

    /** Watches a socket from now on. */
    <S extends Socket> S watch(S socket) {
        open.add(socket);
        if (closed) {
            close(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket() {
        return watch(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return watch(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return watch(new Socket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return watch(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return watch(new Socket(address, port, localAddress, localPort));
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // which was wanted
        }
    }
}
