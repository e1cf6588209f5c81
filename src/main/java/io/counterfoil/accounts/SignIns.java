package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signing in to the screens, and going on with a session. Nobody learns from an answer, or from the time that it takes,
 * whether an account exists.
 */
public final class SignIns {
    /** A session ends this long after its sign-in, however busy. Source: NIST SP 800-63B-4, 2.2.3: 24 hours at most. */
    public static final Duration LONGEST_SESSION = Duration.ofHours(12);
    /** A password that was right waits this long for its code. */
    public static final Duration LONGEST_WAIT_FOR_CODE = Duration.ofMinutes(10);

    private static final String ALGORITHM = "HmacSHA256";

    private final OrganizerTransactions transactions;
    private final AccountStore accounts;
    private final InstallationJournal journal;
    private final FailureStore failures;
    private final Passwords passwords;
    private final SecondFactors factors;
    private final SecretKeySpec key;
    private final Clock clock;
    private final Guessing sources = new Guessing();

    SignIns(AccountTools tools, FailureStore failures, Passwords passwords, SecondFactors factors, byte[] key) {
        this.transactions = tools.transactions();
        this.accounts = tools.accounts();
        this.journal = tools.journal();
        this.clock = tools.clock();
        this.failures = failures;
        this.passwords = passwords;
        this.factors = factors;
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** Forgets counts of guesses that would begin anew anyway. */
    void forget() {
        transactions.global(() -> {
            failures.forget(clock.instant().minus(LockOut.FORGOTTEN_AFTER));
            return true;
        });
    }

    /**
     * Login or address, and password.
     *
     * @param from where it came from: too many wrong ones from there have to wait
     */
    public PasswordSignIn byPassword(String typed, String password, InetAddress from) {
        Instant now = clock.instant();
        String name = typed.strip().toLowerCase(Locale.ROOT);
        byte[] typedName = subject("name", name);
        Optional<Duration> wait = sources.waitOf(from, typedName, now);
        if (wait.isPresent()) {
            return new PasswordSignIn.Later(wait.get());
        }
        Optional<Account> found = transactions.global(() -> find(name, typed));
        byte[] subject = found.map(account -> subject("account", account.id().toString()))
                .orElse(typedName);
        wait = transactions.global(() -> failures.take(subject, now));
        if (wait.isPresent()) {
            return new PasswordSignIn.Later(wait.get());
        }
        Optional<String> hash =
                transactions.global(() -> found.flatMap(account -> accounts.passwordHash(account.id())));
        boolean right = passwords.isRight(password, hash.orElse(null));
        if (!right || found.isEmpty() || found.get().isDisabled()) {
            sources.wasBad(from, now);
            return new PasswordSignIn.Wrong();
        }
        sources.wasGood(typedName);
        transactions.global(() -> {
            failures.clear(subject);
            return true;
        });
        Account account = found.get();
        return account.secondFactor() ? new PasswordSignIn.CodeNeeded(account.mark(now)) : in(account, now);
    }

    /**
     * The code of a second factor, or a recovery code, after the password was right.
     *
     * @param mark what {@link #byPassword} gave
     */
    public PasswordSignIn byCode(SessionMark mark, String code) {
        Instant now = clock.instant();
        Optional<Account> found = transactions.global(() -> current(mark));
        if (found.isEmpty() || now.isAfter(mark.since().plus(LONGEST_WAIT_FOR_CODE))) {
            return new PasswordSignIn.Wrong();
        }
        Account account = found.get();
        byte[] subject = subject("code", account.id().toString());
        Optional<Duration> wait = transactions.global(() -> failures.take(subject, now));
        if (wait.isPresent()) {
            return new PasswordSignIn.Later(wait.get());
        }
        if (!factors.accept(account, code)) {
            return new PasswordSignIn.Wrong();
        }
        transactions.global(() -> {
            failures.clear(subject);
            return true;
        });
        return in(account, now);
    }

    /** Whether it is really him who is about to change his password or second factor. Wrong ones count as above. */
    public PasswordSignIn again(SignedIn user, String password, InetAddress from) {
        return byPassword(user.login(), password, from);
    }

    /** Who a session belongs to; nobody when its time is over, he was signed out, or his account is disabled. */
    public Optional<SignedIn> resume(SessionMark mark) {
        if (clock.instant().isAfter(mark.since().plus(LONGEST_SESSION))) {
            return Optional.empty();
        }
        return transactions.global(() -> current(mark)).map(account -> account.signedIn(mark.since()));
    }

    /** A session that goes on after its account has ended all others. */
    public SessionMark renewed(SignedIn user) {
        return transactions
                .global(() -> accounts.find(user.accountId()))
                .map(account -> account.mark(user.since()))
                .orElseThrow(() -> Refusal.notFound("user", user.login()));
    }

    /** Notes that somebody has ended one of his sessions from another. */
    public void sessionEnded(SignedIn user) {
        transactions.global(() -> {
            journal.append(user.actor(), Accounts.ENTITY, user.login(), "session-ended", "{}");
            return true;
        });
    }

    /** A session for an account whose owner has proved himself: by a link, or to an OpenID Connect issuer. */
    PasswordSignIn.In in(Account account, Instant now) {
        transactions.global(() -> {
            accounts.signedIn(account.id(), now);
            return true;
        });
        return new PasswordSignIn.In(account.signedIn(now), account.mark(now));
    }

    private Optional<Account> current(SessionMark mark) {
        return accounts.find(mark.accountId())
                .filter(account -> account.epoch() == mark.epoch() && !account.isDisabled());
    }

    private Optional<Account> find(String name, String typed) {
        return accounts.byLogin(name).or(() -> EmailAddress.parse(typed).flatMap(accounts::byEmail));
    }

    /** What guesses are counted by: nobody reads from the table who was guessed at. */
    private byte[] subject(String kind, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal((kind + ' ' + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
