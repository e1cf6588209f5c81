package io.counterfoil.imap;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * GreenMail's IMAP that sends what it writes at once. As it comes, each answer of several lines waits 40 ms for the reader's
 * acknowledgement, half a second a connection.
 */
final class PromptMail extends GreenMail {
    PromptMail() {
        super(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    }

    int port() {
        return Objects.requireNonNull(services.get(ServerSetup.PROTOCOL_IMAP)).getPort();
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers managers) {
        return Map.of(ServerSetup.PROTOCOL_IMAP, new Imap(config[0], managers));
    }

    private static final class Imap extends AbstractServer {
        Imap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            try {
                client.setTcpNoDelay(true);
            } catch (SocketException gone) {
                throw new UncheckedIOException(gone);
            }
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
        }

        @Override
        public Store createStore() throws NoSuchProviderException {
            return Session.getInstance(new Properties()).getStore(getProtocol());
        }
    }
}
