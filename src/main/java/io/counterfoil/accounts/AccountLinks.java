package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.Refusal;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Links by mail that let somebody choose a password: invitations, and resets for who has forgotten his. Each works once and
 * for a while; the database knows their hashes only.
 *
 * <p>Where no mail server is configured an administrator of the installation copies the link. Others never see one: whoever
 * chooses an account's password proves that he reads its mail.
 */
public final class AccountLinks {
    private static final Duration BETWEEN_RESETS = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(30);

    private final OrganizerTransactions transactions;
    private final AccountStore accounts;
    private final LinkStore links;
    private final Accounts changes;
    private final AccountMails mails;
    private final InstallationJournal journal;
    private final Executor aside;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Guessing sources = new Guessing();

    /** What a link is for. */
    public enum Kind {
        INVITATION(Duration.ofDays(7)),
        RESET(Duration.ofHours(1));

        private final Duration good;

        Kind(Duration good) {
            this.good = good;
        }

        /** How long it works. */
        public Duration good() {
            return good;
        }

        /** Where it leads to, before its token. */
        public String path() {
            return "/" + name().toLowerCase(Locale.ROOT) + "/";
        }
    }

    /** @param aside does what nobody waits for, so that the time of an answer tells nothing */
    AccountLinks(AccountTools tools, LinkStore links, Accounts changes, Executor aside) {
        this.transactions = tools.transactions();
        this.accounts = tools.accounts();
        this.journal = tools.journal();
        this.mails = tools.mails();
        this.ids = tools.ids();
        this.clock = tools.clock();
        this.links = links;
        this.changes = changes;
        this.aside = aside;
    }

    /** Whether links go out by mail. */
    public boolean byMail() {
        return mails.areSent();
    }

    /**
     * Invites the owner of an account that has no password yet; one that has is told of his new role.
     *
     * @return the link's path, for an administrator of the installation, who may pass it on himself
     */
    public Optional<String> invite(Account account, Access maker) {
        if (!maker.seesAllOrganizers() && !byMail()) {
            throw Refusal.conflict(
                    "no-mail", "without a mail server only an administrator of the installation invites people");
        }
        return changes.changing(() -> {
            Account stored = accounts.find(account.id()).orElseThrow(() -> Refusal.notFound("user", account.login()));
            if (stored.password()) {
                mails.told(stored, account.roles());
                return Optional.empty();
            }
            String path = make(stored, Kind.INVITATION, maker.actor());
            journal.append(maker.actor(), Accounts.ENTITY, stored.login(), "invited", "{}");
            return maker.seesAllOrganizers() ? Optional.of(path) : Optional.empty();
        });
    }

    /** A link by which the owner of an account chooses a new password; for administrators of the installation. */
    public String reset(Account account, Access maker) {
        if (!maker.seesAllOrganizers()) {
            throw Refusal.notFound("user", account.login());
        }
        return changes.changing(() -> {
            String path = make(account, Kind.RESET, maker.actor());
            journal.append(maker.actor(), Accounts.ENTITY, account.login(), "reset-asked", "{}");
            return path;
        });
    }

    /**
     * Somebody says that he has forgotten his password. Nobody learns whether there is such an account.
     *
     * @return how long to wait, when too many such calls came from there
     */
    public Optional<Duration> forgotten(String typed, InetAddress from) {
        Instant now = clock.instant();
        String name = typed.strip().toLowerCase(Locale.ROOT);
        Optional<Duration> wait = sources.waitOf(from, new byte[0], now);
        if (wait.isEmpty()) {
            sources.wasBad(from, now);
            aside.execute(() -> sendReset(name, typed, now));
        }
        return wait;
    }

    private void sendReset(String name, String typed, Instant now) {
        changes.changing(() -> {
            accounts.byLogin(name)
                    .or(() -> EmailAddress.parse(typed).flatMap(accounts::byEmail))
                    .filter(account -> !account.isDisabled())
                    .filter(account -> !links.madeSince(account.id(), Kind.RESET, now.minus(BETWEEN_RESETS)))
                    .ifPresent(account -> {
                        make(account, Kind.RESET, "user:" + account.login());
                        journal.append(
                                "user:" + account.login(), Accounts.ENTITY, account.login(), "reset-asked", "{}");
                    });
            links.forget(now.minus(KEPT));
            return true;
        });
    }

    /** Whose link this is; nothing when it does not work (any more). */
    public Optional<Account> accountOf(Kind kind, String token) {
        return transactions.global(() -> links.accountOf(kind, hash(token), clock.instant())
                .flatMap(accounts::find)
                .filter(account -> !account.isDisabled()));
    }

    /**
     * Uses a link up: chooses the password. False when the link does not work (any more); refused when the password will not
     * do, and the link then still works.
     */
    public boolean choosePassword(Kind kind, String token, String password) {
        Optional<Account> account = accountOf(kind, token);
        if (account.isEmpty()) {
            return false;
        }
        return changes.changing(() -> {
            UUID id = account.get().id();
            if (!links.use(hash(token), id, clock.instant())) {
                return false;
            }
            changes.setPassword(account.get(), password, "user:" + account.get().login());
            return true;
        });
    }

    private String make(Account account, Kind kind, String actor) {
        String token = TokenText.random(random).substring(TokenText.PREFIX.length());
        Instant now = clock.instant();
        links.add(ids.next(), account.id(), kind, TokenText.hash(token), now, now.plus(kind.good()), actor);
        String path = kind.path() + token;
        mails.send(account, kind, path);
        return path;
    }

    private static byte[] hash(String token) {
        return TokenText.hash(token.length() > 100 ? "" : token);
    }
}
