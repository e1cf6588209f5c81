package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The back office's users: who there is, and what each may do where. Every change is in the installation's journal.
 *
 * <p>Whoever administers some organizers only sees the accounts with a role there, and of those the roles there; he gives
 * and takes roles there and invites people, and touches nothing else of an account: it may open other organizers' doors.
 */
public final class Accounts {
    static final String ENTITY = "account";

    private final OrganizerTransactions transactions;
    private final AccountStore store;
    private final InstallationJournal journal;
    private final AccountMails mails;
    private final Organizers organizers;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    Accounts(AccountTools tools, Organizers organizers, Passwords passwords) {
        this.transactions = tools.transactions();
        this.store = tools.accounts();
        this.journal = tools.journal();
        this.mails = tools.mails();
        this.ids = tools.ids();
        this.clock = tools.clock();
        this.organizers = organizers;
        this.passwords = passwords;
    }

    /** Whether nobody has an account yet. */
    public boolean areNone() {
        return transactions.global(store::isEmpty);
    }

    /** The account, with the roles that the reader may see; nothing when there is none for him. */
    public Optional<Account> find(UUID id, Access reader) {
        return transactions.global(() -> store.find(id)).flatMap(account -> visible(account, reader));
    }

    /** {@link #find} by login. */
    public Optional<Account> byLogin(String login, Access reader) {
        return transactions.global(() -> store.byLogin(login)).flatMap(account -> visible(account, reader));
    }

    /** The account, or a refusal that says that there is none. */
    public Account require(UUID id, Access reader) {
        return find(id, reader).orElseThrow(() -> Refusal.notFound("user", id));
    }

    /**
     * Accounts in the order of their logins.
     *
     * @param after the login of the last one seen, empty for the first page
     */
    public List<Account> list(String after, int limit, Access reader) {
        return transactions.global(() -> store.after(after, reader.organizers(), limit)).stream()
                .flatMap(account -> visible(account, reader).stream())
                .toList();
    }

    /**
     * Makes an account, or finds the one with this address: whoever has one already gets the roles besides.
     *
     * @param roles in organizers that the maker administers; null takes a role away
     */
    public Account create(NewAccount wanted, Map<OrganizerCode, @Nullable Role> roles, Access maker) {
        refuseOthers(roles.keySet(), maker);
        if (wanted.administrator()) {
            requireInstallation(maker);
        }
        return changing(() -> {
            Optional<Account> known = store.byEmail(wanted.email());
            boolean byAddress = wanted.login().equals(wanted.email().key());
            if (known.isPresent() && !byAddress && !known.get().login().equals(wanted.login())) {
                throw Refusal.conflict("email-taken", "another user has this e-mail address");
            }
            Account account = known.isPresent() ? known.get() : add(wanted, maker.actor());
            applyRoles(account, roles, maker.actor());
            return visible(store.find(account.id()).orElseThrow(), maker).orElse(account);
        });
    }

    /**
     * What may change of an account; null keeps what is stored.
     *
     * @param name blank: none
     */
    public record AccountChange(
            @Nullable EmailAddress email,
            @Nullable String name,
            @Nullable Language language,
            @Nullable Boolean administrator,
            @Nullable Boolean disabled) {
        boolean isNothing() {
            return email == null && name == null && language == null && administrator == null && disabled == null;
        }
    }

    /**
     * Changes an account and its roles.
     *
     * @param roles in organizers that the changer administers, others stay; null takes a role away
     */
    public Account change(
            Account account, AccountChange change, Map<OrganizerCode, @Nullable Role> roles, Access changer) {
        refuseOthers(roles.keySet(), changer);
        if (!change.isNothing()) {
            requireInstallation(changer);
        }
        return changing(() -> {
            Account before = store.find(account.id()).orElseThrow(() -> Refusal.notFound("user", account.login()));
            apply(before, change, changer);
            applyRoles(before, roles, changer.actor());
            return visible(store.find(account.id()).orElseThrow(), changer).orElse(before);
        });
    }

    /** What a person may change of himself. */
    public void changeOwn(SignedIn user, @Nullable String name, Language language) {
        String checked = NewAccount.name(name);
        changing(() -> {
            AccountLine line = AccountLine.empty()
                    .changed("name", user.name(), checked)
                    .changed("language", user.language().tag(), language.tag());
            store.change(user.accountId(), checked, language, user.administrator());
            write(line, user.actor(), user.login(), "changed");
            return true;
        });
    }

    /** Chooses a password; whoever was signed in to the account is signed out. Refuses one that will not do. */
    public void setPassword(Account account, String password, String actor) {
        PasswordRule.Verdict verdict = PasswordRule.of(Passwords.normal(password), account.own());
        if (verdict != PasswordRule.Verdict.GOOD) {
            throw Refusal.invalid("password", verdict, "a password that is long and hard to guess");
        }
        String hash = passwords.hash(password);
        changing(() -> {
            store.setPassword(account.id(), hash);
            journal.append(actor, ENTITY, account.login(), "password-changed", "{}");
            if (account.password()) {
                mails.changed(account, "password-changed");
            }
            return true;
        });
    }

    /** Ends all of an account's sessions. */
    public void signOutEverywhere(Account account, String actor) {
        changing(() -> {
            store.signOutEverywhere(account.id());
            journal.append(actor, ENTITY, account.login(), "signed-out-everywhere", "{}");
            return true;
        });
    }

    /** The account of who is signed in, as it is now. */
    public Account of(SignedIn user) {
        return transactions
                .global(() -> store.find(user.accountId()))
                .orElseThrow(() -> Refusal.notFound("user", user.login()));
    }

    /** In one transaction, alone among those who change accounts. */
    <T> T changing(Supplier<T> work) {
        return transactions.global(() -> {
            journal.takeTurn();
            return work.get();
        });
    }

    /** Within {@link #changing}. */
    Account add(NewAccount wanted, String actor) {
        if (store.byLogin(wanted.login()).isPresent()) {
            throw Refusal.conflict("login-taken", "another account has the login " + wanted.login());
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Account account = new Account(
                ids.next(),
                wanted.login(),
                wanted.email().text(),
                wanted.name(),
                wanted.language(),
                wanted.administrator(),
                Map.of(),
                0,
                false,
                false,
                now,
                actor,
                null,
                null);
        store.add(account, wanted.email());
        AccountLine line = AccountLine.empty()
                .with("email", wanted.email().text())
                .with("name", wanted.name())
                .with("administrator", wanted.administrator());
        journal.append(actor, ENTITY, account.login(), "created", line.toString());
        return account;
    }

    private void apply(Account before, AccountChange change, Access changer) {
        boolean administrator = change.administrator() == null ? before.administrator() : change.administrator();
        boolean disabled = change.disabled() == null ? before.isDisabled() : change.disabled();
        boolean wasInCharge = before.administrator() && !before.isDisabled();
        if (wasInCharge && (!administrator || disabled) && store.administrators() < 2) {
            throw Refusal.conflict("last-administrator", "this is the last administrator of the installation");
        }
        AccountLine line = AccountLine.empty().changed("administrator", before.administrator(), administrator);
        String name = change.name() == null ? before.name() : NewAccount.name(change.name());
        Language language = change.language() == null ? before.language() : change.language();
        line.changed("name", before.name(), name)
                .changed("language", before.language().tag(), language.tag())
                .changed("disabled", before.isDisabled(), disabled);
        store.change(before.id(), name, language, administrator);
        EmailAddress email = change.email();
        if (email != null && !email.text().equals(before.email())) {
            if (store.byEmail(email)
                    .filter(other -> !other.id().equals(before.id()))
                    .isPresent()) {
                throw Refusal.conflict("email-taken", "another account has this e-mail address");
            }
            store.changeEmail(before.id(), email);
            line.changed("email", before.email(), email.text());
        }
        if (disabled != before.isDisabled()) {
            store.disable(before.id(), disabled ? clock.instant() : null);
        }
        write(line, changer.actor(), before.login(), "changed");
    }

    private void applyRoles(Account account, Map<OrganizerCode, @Nullable Role> roles, String actor) {
        roles.forEach((organizer, role) -> {
            Role before = account.roles().get(organizer);
            if (before == role) {
                return;
            }
            if (role == null) {
                store.removeRole(account.id(), organizer);
            } else {
                store.setRole(account.id(), organizer, role);
            }
            AccountLine line = AccountLine.empty().about(organizer).changed("role", before, role);
            journal.append(actor, ENTITY, account.login(), "role-changed", line.toString());
        });
    }

    private void write(AccountLine line, String actor, String login, String action) {
        if (!line.isEmpty()) {
            journal.append(actor, ENTITY, login, action, line.toString());
        }
    }

    private void refuseOthers(Iterable<OrganizerCode> codes, Access access) {
        for (OrganizerCode code : codes) {
            if (!access.sees(code) || organizers.find(code).isEmpty()) {
                throw Refusal.invalid("roles", code, "codes of organizers that exist");
            }
        }
    }

    private static void requireInstallation(Access access) {
        if (!access.seesAllOrganizers()) {
            throw Refusal.conflict(
                    "installation-only", "only an administrator of the whole installation changes accounts themselves");
        }
    }

    private static Optional<Account> visible(Account account, Access reader) {
        if (reader.seesAllOrganizers()) {
            return Optional.of(account);
        }
        Map<OrganizerCode, Role> roles = account.roles().entrySet().stream()
                .filter(entry -> reader.sees(entry.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        return roles.isEmpty() ? Optional.empty() : Optional.of(account.withRoles(roles));
    }
}
