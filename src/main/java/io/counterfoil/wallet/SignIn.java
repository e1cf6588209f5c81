package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by e-mail: a code for an address, a session for the code. Whoever holds the code has the account, so codes are
 * short-lived, few tries are allowed, and only digests are stored.
 */
final class SignIn {
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration SESSION_LIFE = Duration.ofDays(90);
    private static final int MOST_TRIES = 5;
    private static final int MOST_CODES = 5;
    private static final Duration CODES_IN = Duration.ofHours(1);

    private final Wallet wallet;
    private final Secrets secrets;
    private final boolean showCodes;
    private final CodeMail mail;

    /** @param showCodes answers the code to whoever asks for it, and mails none: for demonstrations only */
    SignIn(Wallet wallet, Secrets secrets, boolean showCodes, CodeMail mail) {
        this.wallet = wallet;
        this.secrets = secrets;
        this.showCodes = showCodes;
        this.mail = mail;
    }

    /** @param code null unless codes are shown */
    record Requested(Instant expiresAt, @Nullable String code) {}

    record Session(String token, Instant expiresAt) {}

    /** Makes a code for the address and mails it there, in the given language. */
    Requested request(EmailAddress address, Locale language) {
        if (!showCodes) {
            mail.requireServer();
        }
        Instant now = wallet.now();
        String code = secrets.code();
        byte[] salt = secrets.bytes(16);
        Instant expiresAt = now.plus(CODE_LIFE);
        Requested requested = wallet.database().writeAside(() -> {
            if (wallet.accounts().codesSince(address, now.minus(CODES_IN)) >= MOST_CODES) {
                throw Refusal.of(
                        ErrorKind.USER,
                        "too-many-codes",
                        "too many codes were asked for with this address (expected: at most " + MOST_CODES
                                + " unused ones an hour)");
            }
            wallet.accounts().addCode(address, salt, digest(salt, code), now, expiresAt);
            return new Requested(expiresAt, showCodes ? code : null);
        });
        if (!showCodes) {
            mail.send(address, code, CODE_LIFE.toMinutes(), language);
        }
        return requested;
    }

    /** Exchanges a code; the address's first session makes its account. */
    Session exchange(EmailAddress address, String code) {
        Instant now = wallet.now();
        // the try is counted in a transaction of its own: a wrong code must not undo it
        List<AccountStore.Code> live =
                wallet.database().writeAside(() -> wallet.accounts().tryCodes(address, now, MOST_TRIES));
        String typed = code.strip().toUpperCase(Locale.ROOT);
        boolean right = live.stream().anyMatch(one -> MessageDigest.isEqual(one.digest(), digest(one.salt(), typed)));
        if (!right) {
            throw Refusal.of(
                    ErrorKind.USER,
                    "wrong-code",
                    "the code is wrong or too old (expected: the last one, within " + CODE_LIFE.toMinutes()
                            + " minutes and " + MOST_TRIES + " tries)");
        }
        String token = secrets.token();
        Instant expiresAt = now.plus(SESSION_LIFE);
        return wallet.database().writeAside(() -> {
            Account account = wallet.accounts()
                    .of(null, List.of(address), now)
                    .values()
                    .iterator()
                    .next();
            wallet.accounts().removeCodes(address);
            wallet.accounts().addSession(Secrets.digest(token), account.id(), now, expiresAt);
            return new Session(token, expiresAt);
        });
    }

    /** Whose session it is. */
    Optional<UUID> account(String token) {
        return wallet.accounts().session(Secrets.digest(token), wallet.now());
    }

    void signOut(String token) {
        wallet.accounts().removeSession(Secrets.digest(token));
    }

    /** Forgets codes and sessions that are of no use any more. */
    void forgetStale() {
        Instant now = wallet.now();
        wallet.accounts().removeStale(now.minus(CODES_IN), now);
    }

    private static byte[] digest(byte[] salt, String code) {
        return Secrets.digest(salt, code.getBytes(StandardCharsets.UTF_8));
    }
}
