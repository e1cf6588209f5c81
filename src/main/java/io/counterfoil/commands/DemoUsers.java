package io.counterfoil.commands;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.kernel.OrganizerCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The demonstration's people of the back office, one a role, with one password; entered again, nothing changes. */
final class DemoUsers {
    static final String AGENT = "agent";
    static final String AGENT_NAME = "Alex Morel";
    static final String AGENT_ADDRESS = "agent@demo.example";
    private static final String ACTOR = "demo";

    private final Accounts accounts;
    private final List<OrganizerCode> organizers;
    private final String password;

    /** @param secret at least 16 characters that only this data folder has */
    DemoUsers(Accounts accounts, List<OrganizerCode> organizers, String secret) {
        this.accounts = accounts;
        this.organizers = organizers;
        this.password = secret.substring(0, 16).replaceAll("(.{4})(?=.)", "$1-");
    }

    void prepare() {
        for (Role role : Role.values()) {
            Access all = new Access(new UUID(0, 0), ACTOR, Permission.of(Role.ADMINISTRATOR), null);
            String login = role.name().toLowerCase(Locale.ROOT);
            if (accounts.byLogin(login, all).isPresent()) {
                continue;
            }
            boolean administrator = role == Role.ADMINISTRATOR;
            Map<OrganizerCode, @Nullable Role> roles = new LinkedHashMap<>();
            if (!administrator) {
                organizers.forEach(organizer -> roles.put(organizer, role));
            }
            NewAccount wanted = NewAccount.of(
                    login,
                    login + "@demo.example",
                    login.equals(AGENT) ? AGENT_NAME : null,
                    Language.EN,
                    administrator);
            Account account = accounts.create(wanted, roles, all);
            accounts.setPassword(account, password, ACTOR);
        }
    }

    /** Lines for people who want to sign in. */
    String greeting() {
        return "Screens: administrator, operator, agent or viewer, each with the password " + password;
    }
}
