package io.counterfoil.imap;

import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.MailSecurity;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.imap.IMAPStore;

/** What the mail library is told before it connects. */
final class ImapSession {
    private static final String IMAP = "mail.imap.";
    /** Bytes that one FETCH asks for: a mail is read in pieces of this size. */
    private static final int PIECE = 1024 * 1024;

    private ImapSession() {}

    static IMAPStore store(ImapAccount account, WatchedSockets sockets, ImapTimes times) throws MessagingException {
        ImapSettings settings = account.settings();
        Properties properties = new Properties();
        properties.put(IMAP + "socketFactory", sockets);
        // else the library tries once more without our factories: sockets that nobody watches, and other certificates
        properties.setProperty(IMAP + "socketFactory.fallback", "false");
        properties.setProperty(
                IMAP + "connectiontimeout", millis(times.connect().toMillis()));
        properties.setProperty(IMAP + "timeout", millis(times.silence().toMillis()));
        // none for writing: it would take a thread for each connection, and the deadline of the command ends that, too
        properties.setProperty(IMAP + "connectionpoolsize", "1");
        properties.setProperty(IMAP + "partialfetch", "true");
        properties.setProperty(IMAP + "fetchsize", Integer.toString(PIECE));
        properties.setProperty(IMAP + "peek", "true");
        properties.setProperty(IMAP + "auth.mechanisms", account.byToken() ? "XOAUTH2" : "PLAIN LOGIN");
        properties.setProperty(IMAP + "ssl.enable", Boolean.toString(settings.security() == MailSecurity.TLS));
        properties.setProperty(
                IMAP + "starttls.enable", Boolean.toString(settings.security() == MailSecurity.STARTTLS));
        properties.setProperty(
                IMAP + "starttls.required", Boolean.toString(settings.security() == MailSecurity.STARTTLS));
        properties.setProperty(IMAP + "ssl.checkserveridentity", "true");
        properties.setProperty(IMAP + "ssl.protocols", "TLSv1.3 TLSv1.2");
        try {
            properties.put(
                    IMAP + "ssl.socketFactory",
                    new TlsOverSockets(
                            sockets, ImapTrust.factory(Objects.requireNonNullElse(settings.certificate(), ""))));
        } catch (GeneralSecurityException | IOException unusable) {
            throw new MessagingException("the certificate of the settings cannot be used");
        }
        return (IMAPStore) Session.getInstance(properties).getStore("imap");
    }

    /**
     * A name with one forbidden address is forbidden as a whole. Java keeps what a name means for half a minute, so that the
     * connection goes to what was checked.
     */
    static void checkAddress(String host, AddressPolicy policy) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            String why = policy.whyForbidden(address).orElse("");
            if (!why.isEmpty()) {
                throw new IOException(host + " is " + address.getHostAddress() + ": " + why
                        + "; the operator can list its network in COUNTERFOIL_MAIL_NETWORKS");
            }
        }
    }

    /** What a failed connection is called for people. */
    static String words(Throwable failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return failure instanceof SSLException ? "TLS: " + message : message;
    }

    private static String millis(long millis) {
        return Long.toString(millis);
    }
}
