package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** Second factors: an app on a phone that computes codes, and recovery codes on paper for the day when it is lost. */
public final class SecondFactors {
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final OrganizerTransactions transactions;
    private final FactorStore store;
    private final InstallationJournal journal;
    private final AccountMails mails;
    private final Secrets secrets;
    private final Clock clock;
    private final OneTimeCodes codes = new OneTimeCodes();
    private final SecureRandom random = new SecureRandom();

    SecondFactors(AccountTools tools, FactorStore store, Secrets secrets) {
        this.transactions = tools.transactions();
        this.journal = tools.journal();
        this.mails = tools.mails();
        this.clock = tools.clock();
        this.store = store;
        this.secrets = secrets;
    }

    /**
     * A secret that waits for its first code.
     *
     * @param secret to type in by hand, in fours
     * @param uri for the QR code
     */
    public record Setup(String secret, String uri) {}

    /** The secret to show: the one that waits already, else a new one. Refused while a second factor is on. */
    public Setup begin(SignedIn user) {
        byte[] secret = transactions.global(() -> {
            Optional<FactorStore.Secret> waiting = store.secret(user.accountId());
            if (waiting.isPresent() && !waiting.get().confirmed()) {
                return open(user.accountId(), waiting.get());
            }
            byte[] fresh = OneTimeCodes.secret(random);
            if (!store.begin(user.accountId(), seal(user.accountId(), fresh))) {
                throw Refusal.conflict("second-factor-on", "a second factor is on already");
            }
            return fresh;
        });
        return new Setup(OneTimeCodes.inFours(OneTimeCodes.base32(secret)), OneTimeCodes.uri(secret, user.login()));
    }

    /** Turns the factor on when the code is right. Answers the recovery codes, which are told once and kept nowhere. */
    public Optional<List<String>> confirm(SignedIn user, String code) {
        Instant now = clock.instant();
        return transactions.global(() -> {
            journal.takeTurn();
            Optional<FactorStore.Secret> waiting =
                    store.secret(user.accountId()).filter(secret -> !secret.confirmed());
            if (waiting.isEmpty() || !accept(user.accountId(), waiting.get(), plain(code), now)) {
                return Optional.empty();
            }
            store.confirm(user.accountId(), now);
            journal.append(user.actor(), "account", user.login(), "second-factor-on", "{}");
            return Optional.of(newCodes(user.accountId()));
        });
    }

    /** New recovery codes in place of all former ones. */
    public List<String> renewRecoveryCodes(SignedIn user) {
        return transactions.global(() -> {
            journal.takeTurn();
            if (store.secret(user.accountId())
                    .filter(FactorStore.Secret::confirmed)
                    .isEmpty()) {
                throw Refusal.conflict("second-factor-off", "no second factor is on");
            }
            journal.append(user.actor(), "account", user.login(), "recovery-codes-renewed", "{}");
            return newCodes(user.accountId());
        });
    }

    public int recoveryCodesLeft(SignedIn user) {
        return transactions.global(() -> store.recoveryCodesLeft(user.accountId()));
    }

    /**
     * Turns it off.
     *
     * @param actor for the journal: himself, or an administrator who helps him
     */
    public void remove(Account account, String actor) {
        transactions.global(() -> {
            journal.takeTurn();
            store.remove(account.id());
            journal.append(actor, "account", account.login(), "second-factor-off", "{}");
            mails.changed(account, "second-factor-off");
            return true;
        });
    }

    /** Whether a code is right; then it is used up. */
    boolean accept(Account account, String typed) {
        String code = plain(typed);
        return transactions.global(() -> {
            Optional<FactorStore.Secret> secret = store.secret(account.id()).filter(FactorStore.Secret::confirmed);
            if (secret.isEmpty()) {
                return false;
            }
            if (accept(account.id(), secret.get(), code, clock.instant())) {
                return true;
            }
            boolean recovered = store.useRecoveryCode(account.id(), TokenText.hash(code));
            if (recovered) {
                journal.append("user:" + account.login(), "account", account.login(), "recovery-code-used", "{}");
            }
            return recovered;
        });
    }

    private boolean accept(UUID account, FactorStore.Secret secret, String code, Instant now) {
        OptionalLong step = codes.stepOf(open(account, secret), code, now);
        return step.isPresent() && store.use(account, step.getAsLong());
    }

    private List<String> newCodes(UUID account) {
        List<String> fresh = Stream.generate(() -> {
                    byte[] bytes = new byte[RECOVERY_BYTES];
                    random.nextBytes(bytes);
                    return OneTimeCodes.base32(bytes);
                })
                .limit(RECOVERY_CODES)
                .toList();
        store.setRecoveryCodes(account, fresh.stream().map(TokenText::hash).toList());
        return fresh.stream().map(OneTimeCodes::inFours).toList();
    }

    private static String plain(String code) {
        return code.length() > 100 ? "" : code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private byte[] seal(UUID account, byte[] secret) {
        return secrets.seal(Base64.getEncoder().encodeToString(secret), owner(account));
    }

    private byte[] open(UUID account, FactorStore.Secret secret) {
        return Base64.getDecoder()
                .decode(secrets.open(secret.sealed(), owner(account)).getBytes(StandardCharsets.US_ASCII));
    }

    private static String owner(UUID account) {
        return "account/" + account + "/totp";
    }
}
