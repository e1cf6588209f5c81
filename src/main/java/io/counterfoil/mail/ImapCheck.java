package io.counterfoil.mail;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the settings of a mail server that is read may be: pure, refuses the rest. */
final class ImapCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final int SHORT = 255;
    private static final int PEM = 50_000;
    private static final int MOST_TOLD = 10;
    private static final int LARGEST_PORT = 65_535;
    private static final int LONGEST_POLL = 3_600;

    private ImapCheck() {}

    static ImapSettings checked(ImapSettings imap) {
        host(imap.host());
        if (imap.port() < 1 || imap.port() > LARGEST_PORT) {
            throw Refusal.invalid("imap.port", imap.port(), "1 to 65535");
        }
        if (imap.security() == MailSecurity.NONE && !imap.insecure() && !isLoopback(imap.host())) {
            throw Refusal.invalid(
                    "imap.tls",
                    MailSecurity.NONE,
                    "TLS or STARTTLS; NONE for this machine, elsewhere only with insecure: true");
        }
        line("imap.user", imap.user());
        line("imap.folder", imap.folder());
        if (imap.pollSeconds() < 1 || imap.pollSeconds() > LONGEST_POLL) {
            throw Refusal.invalid("imap.pollSeconds", imap.pollSeconds(), "1 to 3600");
        }
        if (imap.login() == MailLogin.XOAUTH2) {
            if (imap.oauth() == null) {
                throw Refusal.invalid("imap.oauth2", null, "tokenUrl and clientId, as XOAUTH2 needs them");
            }
            oauth("imap.oauth2", imap.oauth());
        }
        if (imap.certificate() != null) {
            certificate(imap.certificate());
        }
        if (imap.after() == AfterStoring.MOVE) {
            moveTo(imap);
        }
        alarmTo("imap.alarmTo", imap.alarmTo());
        return imap;
    }

    private static void host(String host) {
        if (host.contains(":")) {
            try {
                InetAddress.ofLiteral(host);
                return;
            } catch (IllegalArgumentException noAddress) {
                throw Refusal.invalid("imap.host", host, "a host name or address, without port");
            }
        }
        if (!NAME.matcher(host).matches()) {
            throw Refusal.invalid("imap.host", host, "a host name or address, without port");
        }
    }

    private static void moveTo(ImapSettings imap) {
        String moveTo = imap.moveTo();
        if (moveTo == null || moveTo.equals(imap.folder())) {
            throw Refusal.invalid(
                    "imap.moveTo",
                    moveTo,
                    "another folder than " + Excerpt.of(imap.folder()) + ", since after is MOVE");
        }
        line("imap.moveTo", moveTo);
    }

    /** Refuses who cannot be told of alarms. */
    static void alarmTo(String field, List<String> addresses) {
        if (addresses.size() > MOST_TOLD) {
            throw Refusal.invalid(field, addresses.size() + " addresses", "at most 10");
        }
        for (String address : addresses) {
            if (EmailAddress.parse(address).isEmpty()) {
                throw Refusal.invalid(field, address, "an e-mail address such as ops@example.org");
            }
        }
    }

    /** @param field for the refusal, such as {@code imap.oauth2} */
    static void oauth(String field, OAuthSettings oauth) {
        if (!isTokenUrl(oauth.tokenUrl())) {
            throw Refusal.invalid(
                    field + ".tokenUrl",
                    oauth.tokenUrl().replaceFirst("//[^/?#]*@", "//…@"),
                    "an https address such as https://login.microsoftonline.com/TENANT/oauth2/v2.0/token");
        }
        line(field + ".clientId", oauth.clientId());
        if (oauth.scope() != null && (oauth.scope().length() > 2000 || isUnfit(oauth.scope()))) {
            throw Refusal.invalid(field + ".scope", oauth.scope(), "at most 2000 characters on one line");
        }
    }

    private static boolean isTokenUrl(String text) {
        try {
            URI url = new URI(text);
            String host = url.getHost() == null ? "" : url.getHost();
            boolean safe = "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(host));
            return safe && !host.isEmpty() && url.getRawUserInfo() == null && url.getRawFragment() == null;
        } catch (URISyntaxException notAUrl) {
            return false;
        }
    }

    private static void certificate(String pem) {
        try {
            if (pem.length() <= PEM
                    && !CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                            .isEmpty()) {
                return;
            }
        } catch (CertificateException unreadable) {
            // told below
        }
        throw Refusal.invalid(
                "imap.certificate",
                pem.length() + " characters",
                "certificates as PEM, -----BEGIN CERTIFICATE----- and so on");
    }

    /** Whether a host is this machine by its name or address alone. */
    static boolean isLoopback(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }

    private static void line(String field, @Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > SHORT || isUnfit(text)) {
            throw Refusal.invalid(field, text, "1 to 255 characters on one line");
        }
    }

    private static boolean isUnfit(String text) {
        return text.codePoints().anyMatch(Excerpt::isUnsafe);
    }
}
