package io.counterfoil.imap;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * GreenMail that sends what it writes at once. As it comes, each answer of several lines waits 40 ms for the reader's
 * acknowledgement, half a second a connection.
 */
public final class PromptMail extends GreenMail {
    /** @param protocols of {@link ServerSetup}: IMAP, SMTP */
    public PromptMail(String... protocols) {
        super(Arrays.stream(protocols)
                .map(protocol -> new ServerSetup(0, "127.0.0.1", protocol))
                .toArray(ServerSetup[]::new));
    }

    /** Where IMAP is spoken. */
    public int port() {
        return Objects.requireNonNull(services.get(ServerSetup.PROTOCOL_IMAP)).getPort();
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers managers) {
        Map<String, AbstractServer> all = new HashMap<>();
        for (ServerSetup setup : config) {
            String protocol = setup.getProtocol();
            all.put(
                    protocol,
                    protocol.equals(ServerSetup.PROTOCOL_IMAP) ? new Imap(setup, managers) : new Smtp(setup, managers));
        }
        return all;
    }

    private static Socket prompt(Socket client) {
        try {
            client.setTcpNoDelay(true);
        } catch (SocketException gone) {
            throw new UncheckedIOException(gone);
        }
        return client;
    }

    private static final class Smtp extends SmtpServer {
        Smtp(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return super.createProtocolHandler(prompt(client));
        }
    }

    private static final class Imap extends AbstractServer {
        Imap(ServerSetup setup, Managers managers) {
            super(setup, managers);
        }

        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), prompt(client));
        }

        @Override
        public Store createStore() throws NoSuchProviderException {
            return Session.getInstance(new Properties()).getStore(getProtocol());
        }
    }
}
