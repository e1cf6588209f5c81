package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.AccountLinks;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The back office's users, and their roles in organizers. */
@RestController
@RequestMapping("/api/v1/users")
class UserController {
    private final Accounts accounts;
    private final AccountLinks links;

    UserController(Accounts accounts, AccountLinks links) {
        this.accounts = accounts;
        this.links = links;
    }

    /**
     * A user as he is to be; absent members keep what is stored.
     *
     * @param roles by organizer's code; those of other organizers stay, null takes a role away
     * @param administrator of the whole installation
     * @param invite true: he gets a mail by which he chooses his password
     */
    record UserBody(
            @Nullable String email,
            @Nullable String name,
            @Nullable String language,
            @Nullable Map<String, @Nullable Role> roles,
            @Nullable Boolean administrator,
            @Nullable Boolean disabled,
            @Nullable Boolean invite) {
        Map<OrganizerCode, @Nullable Role> rolesByCode() {
            Map<OrganizerCode, @Nullable Role> byCode = new LinkedHashMap<>();
            if (roles != null) {
                roles.forEach((code, role) -> byCode.put(new OrganizerCode(code), role));
            }
            return byCode;
        }
    }

    /** @param lastSignInAt null: never */
    record UserAnswer(
            String login,
            String email,
            @Nullable String name,
            String language,
            boolean administrator,
            Map<String, Role> roles,
            boolean disabled,
            Instant createdAt,
            @Nullable Instant lastSignInAt) {
        static UserAnswer of(Account account) {
            Map<String, Role> roles = new TreeMap<>();
            account.roles().forEach((code, role) -> roles.put(code.value(), role));
            return new UserAnswer(
                    account.login(),
                    account.email(),
                    account.name(),
                    account.language().tag(),
                    account.administrator(),
                    roles,
                    account.isDisabled(),
                    account.createdAt(),
                    account.lastSignInAt());
        }
    }

    @PutMapping("/{login}")
    @Operation(summary = "Makes a user, or changes him", description = "Absent members keep what is stored.")
    @Needs(Permission.MANAGE_USERS)
    ResponseEntity<UserAnswer> put(@PathVariable String login, @RequestBody UserBody body, Access access) {
        String name = NewAccount.login(login);
        Optional<Account> known = accounts.byLogin(name, access);
        Account account = known.isPresent() ? change(known.get(), body, access) : create(name, body, access);
        if (Boolean.TRUE.equals(body.invite())) {
            links.invite(account, access);
        }
        return ResponseEntity.status(known.isPresent() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(UserAnswer.of(account));
    }

    private Account create(String login, UserBody body, Access access) {
        String email = body.email() == null && login.contains("@") ? login : body.email();
        NewAccount wanted = NewAccount.of(
                login, email, body.name(), language(body, Language.EN), Boolean.TRUE.equals(body.administrator()));
        if (!access.seesAllOrganizers() && body.rolesByCode().isEmpty()) {
            throw Refusal.invalid("roles", body.roles(), "a role in an organizer of your own");
        }
        return accounts.create(wanted, body.rolesByCode(), access);
    }

    private Account change(Account account, UserBody body, Access access) {
        boolean sameEmail = body.email() == null || body.email().strip().equals(account.email());
        return accounts.change(
                account,
                new Accounts.AccountChange(
                        sameEmail ? null : NewAccount.address(body.email()),
                        body.name(),
                        body.language() == null ? null : language(body, account.language()),
                        body.administrator(),
                        body.disabled()),
                body.rolesByCode(),
                access);
    }

    private static Language language(UserBody body, Language usual) {
        if (body.language() == null) {
            return usual;
        }
        Language language = Language.of(body.language());
        if (!language.tag().equals(body.language())) {
            throw Refusal.invalid("language", body.language(), "en or fr");
        }
        return language;
    }

    @GetMapping("/{login}")
    @Operation(summary = "A user and his roles")
    @Needs(Permission.MANAGE_USERS)
    UserAnswer get(@PathVariable String login, Access access) {
        return accounts.byLogin(login, access).map(UserAnswer::of).orElseThrow(() -> Refusal.notFound("user", login));
    }

    @GetMapping
    @Operation(
            summary = "Users in the order of their logins",
            description = "Those without a role in the token's organizers are left out.")
    @Needs(Permission.MANAGE_USERS)
    Page<UserAnswer> list(@ParameterObject ListQuery query, Access access) {
        int limit = query.most();
        return Page.of(accounts.list(query.afterText(), limit + 1, access), limit, Account::login, UserAnswer::of);
    }
}
