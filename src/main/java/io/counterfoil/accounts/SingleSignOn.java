package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.EmailAddress;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-in through an OpenID Connect issuer. It opens accounts that exist and makes none: what people may do stays ours. The
 * first time an account is found by an address that the issuer has verified; from then on by the issuer's name for it, so
 * that an address that passes to somebody else opens nothing.
 */
public final class SingleSignOn {
    private final OrganizerTransactions transactions;
    private final AccountStore accounts;
    private final InstallationJournal journal;
    private final SignIns signIns;
    private final Clock clock;

    SingleSignOn(AccountTools tools, SignIns signIns) {
        this.transactions = tools.transactions();
        this.accounts = tools.accounts();
        this.journal = tools.journal();
        this.clock = tools.clock();
        this.signIns = signIns;
    }

    /**
     * Whom the issuer has proved somebody to be.
     *
     * @param subject the issuer's name for him, never given to another one
     * @param verified whether the issuer knows that he reads the address's mail
     */
    public record Proof(
            String issuer, String subject, @Nullable String email, boolean verified) {}

    /** His session; nothing when no account of ours is his, or it is disabled. */
    public Optional<PasswordSignIn.In> enter(Proof proof) {
        return transactions
                .global(() -> {
                    journal.takeTurn();
                    return accounts.bySubject(proof.issuer(), proof.subject()).or(() -> bind(proof));
                })
                .filter(account -> !account.isDisabled())
                .map(account -> signIns.in(account, clock.instant()));
    }

    private Optional<Account> bind(Proof proof) {
        if (!proof.verified()) {
            return Optional.empty();
        }
        Optional<Account> found = EmailAddress.parse(proof.email())
                .flatMap(accounts::byEmail)
                .filter(account -> !account.isDisabled())
                .filter(account -> accounts.issuerOf(account.id()).isEmpty());
        found.ifPresent(account -> {
            accounts.bindSubject(account.id(), proof.issuer(), proof.subject());
            AccountLine line =
                    AccountLine.empty().with("issuer", proof.issuer()).with("subject", proof.subject());
            journal.append(
                    "user:" + account.login(),
                    Accounts.ENTITY,
                    account.login(),
                    "single-sign-on-bound",
                    line.toString());
        });
        return found;
    }
}
