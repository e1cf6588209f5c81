package io.counterfoil.imap;

import static org.awaitility.Awaitility.await;

import io.counterfoil.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Postfix and Dovecot with configurations of their own in one folder, on high ports of this machine. Mails to help@ go
 * into a Maildir that Dovecot shows over TLS, mails to pipe@ through a script, mails to fan.example to another server.
 */
final class DebianMail implements AutoCloseable {
    private static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    private static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final int smtp = freePort();
    private final int imaps = freePort();
    private final KeyStore keys;
    private final Process dovecot;

    /** Why the servers cannot be started here; nothing when they can. */
    static Optional<String> whyNot() {
        if (!Files.isExecutable(POSTFIX) || !Files.isExecutable(DOVECOT)) {
            return Optional.of(
                    "there is no " + POSTFIX + " or no " + DOVECOT + " (apt-get install postfix dovecot-imapd)");
        }
        return System.getProperty("user.name").equals("root")
                ? Optional.empty()
                : Optional.of("Postfix is started by root only");
    }

    /**
     * @param folder everybody may look into it
     * @param pipe what Postfix runs for mails to pipe@opera.example
     * @param fans port of the server that takes mails to fan.example
     */
    DebianMail(Path folder, Path pipe, int fans) throws Exception {
        this.folder = folder;
        this.keys = KeyStore.getInstance("PKCS12");
        try (var file = Objects.requireNonNull(DebianMail.class.getResourceAsStream("/imap/localhost.p12"))) {
            keys.load(file, STORE_PASSWORD);
        }
        Path mails = Files.createDirectories(folder.resolve("mails"));
        belongTo(mails, "nobody");
        write("cert.pem", pem("CERTIFICATE", keys.getCertificate("localhost").getEncoded()));
        Key key = keys.getKey("localhost", STORE_PASSWORD);
        Files.setPosixFilePermissions(
                write("key.pem", pem("PRIVATE KEY", key.getEncoded())), PosixFilePermissions.fromString("rw-------"));
        belongTo(Files.createDirectories(folder.resolve("postfix/data")), "postfix");
        Files.createDirectories(folder.resolve("postfix/spool"));
        write("postfix/main.cf", text("main.cf", pipe, fans));
        write("postfix/master.cf", text("master.cf", pipe, fans));
        Path settings = write("dovecot.conf", text("dovecot.conf", pipe, fans));
        this.dovecot = new ProcessBuilder(DOVECOT.toString(), "-F", "-c", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dovecot.out").toFile())
                .start();
        postfix("start");
        listening(smtp);
        listening(imaps);
    }

    int smtp() {
        return smtp;
    }

    int imaps() {
        return imaps;
    }

    /** What clients of Dovecot have to trust. */
    String certificate() {
        return read("cert.pem");
    }

    String log() {
        return read("postfix.log");
    }

    private String text(String name, Path pipe, int fans) throws IOException {
        try (var file = Objects.requireNonNull(DebianMail.class.getResourceAsStream("/imap/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("FOLDER", folder.toString())
                    .replace("SMTP_PORT", Integer.toString(smtp))
                    .replace("IMAPS_PORT", Integer.toString(imaps))
                    .replace("FANS_PORT", Integer.toString(fans))
                    .replace("PIPE", pipe.toString());
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void belongTo(Path path, String user) throws IOException {
        UserPrincipal owner =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
        Files.setOwner(path, owner);
    }

    private void postfix(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        POSTFIX.toString(), "-c", folder.resolve("postfix").toString(), command))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postfix-" + command + ".out").toFile())
                .start();
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("postfix " + command + ": " + read("postfix-" + command + ".out") + log());
        }
    }

    private static void listening(int port) {
        await().atMost(Patience.LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return true;
                });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            postfix("stop");
            dovecot.destroy();
            if (!dovecot.waitFor(10, TimeUnit.SECONDS)) {
                dovecot.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
