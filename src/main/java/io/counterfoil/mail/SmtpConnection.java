package io.counterfoil.mail;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Excerpt;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** A connection to a mail server that takes mails. Certificates are checked, also for the server's name; every wait ends. */
final class SmtpConnection implements AutoCloseable {
    private static final String CONNECT_MILLIS = "10000";
    private static final String READ_MILLIS = "30000";

    private final Session session;
    private final Transport transport;

    private SmtpConnection(Session session, Transport transport) {
        this.session = session;
        this.transport = transport;
    }

    /** What a mail server said of a mail. */
    sealed interface Outcome {
        /** @param words of the server */
        record Taken(String words) implements Outcome {}

        /** @param code 0: it gave none */
        record NotTaken(SmtpAnswer answer, int code, String words) implements Outcome {}
    }

    /**
     * To a mailbox's own server.
     *
     * @param secret password or access token; null: none
     */
    static SmtpConnection open(SmtpSettings settings, @Nullable String secret, AddressPolicy policy)
            throws MessagingException {
        check(settings.host(), policy);
        boolean tls = settings.security() == MailSecurity.TLS;
        String prefix = tls ? "mail.smtps." : "mail.smtp.";
        Properties properties = new Properties();
        properties.setProperty(prefix + "connectiontimeout", CONNECT_MILLIS);
        properties.setProperty(prefix + "timeout", READ_MILLIS);
        properties.setProperty(prefix + "writetimeout", READ_MILLIS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.setProperty(prefix + "dsn.ret", "HDRS");
        if (settings.security() == MailSecurity.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (settings.user() != null) {
            properties.setProperty(prefix + "auth", "true");
        }
        if (settings.login() == MailLogin.XOAUTH2) {
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        Session session = Session.getInstance(properties);
        Transport transport = session.getTransport(tls ? "smtps" : "smtp");
        return connected(session, transport, settings.host(), settings.port(), settings.user(), secret);
    }

    /** To the installation's server. */
    static SmtpConnection open(JavaMailSenderImpl server) throws MessagingException {
        Session session = server.getSession();
        String protocol = server.getProtocol();
        Transport transport = session.getTransport(protocol == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : protocol);
        return connected(
                session, transport, server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    }

    private static SmtpConnection connected(
            Session session,
            Transport transport,
            @Nullable String host,
            int port,
            @Nullable String user,
            @Nullable String secret)
            throws MessagingException {
        transport.connect(host, port, user, secret);
        return new SmtpConnection(session, transport);
    }

    private static void check(String host, AddressPolicy policy) throws MessagingException {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                String why = policy.whyForbidden(address).orElse("");
                if (!why.isEmpty()) {
                    throw new MessagingException(host + " is " + address.getHostAddress() + ": " + why);
                }
            }
        } catch (UnknownHostException unknown) {
            throw new MessagingException(host + " is not known", unknown);
        }
    }

    Session session() {
        return session;
    }

    /** Hands a mail over to one address. When the connection breaks, it may have been taken all the same. */
    Outcome send(MimeMessage message, Address recipient) {
        try {
            transport.sendMessage(message, new Address[] {recipient});
            return new Outcome.Taken(
                    transport instanceof SMTPTransport smtp ? words(smtp.getLastServerResponse()) : "");
        } catch (MessagingException | IllegalStateException failure) {
            return outcome(failure);
        }
    }

    private static Outcome outcome(Exception failure) {
        SmtpAnswer.Step step = SmtpAnswer.Step.SESSION;
        int code = 0;
        String words = failure.getMessage();
        for (Throwable each = failure; each != null; each = next(each)) {
            if (each instanceof SMTPAddressFailedException address) {
                step = SmtpAnswer.Step.RECIPIENT;
                code = address.getReturnCode();
                words = address.getMessage();
            } else if (each instanceof SMTPSenderFailedException sender) {
                step = SmtpAnswer.Step.SENDER;
                code = sender.getReturnCode();
                words = sender.getMessage();
            } else if (each instanceof SMTPSendFailedException send && code == 0) {
                step = SmtpAnswer.Step.CONTENT;
                code = send.getReturnCode();
                words = send.getMessage();
            }
        }
        return new Outcome.NotTaken(SmtpAnswer.of(step, code), code, words(words));
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail ? mail.getNextException() : null;
    }

    static String words(@Nullable String said) {
        return said == null || said.isBlank() ? "" : Excerpt.of(said.strip());
    }

    boolean isOpen() {
        return transport.isConnected();
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // nothing more is sent over it
        }
    }
}
