package io.counterfoil.backoffice;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who works on an organizer's cases. Administrators of the whole installation count where they have a role there. */
final class Colleagues {
    private static final int MOST = 500;

    private final Accounts accounts;

    Colleagues(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Their logins in order; whoever looks is among them if he may work on cases himself. */
    List<String> logins(OrganizerCode organizer, SignedIn reader) {
        Access access = new Access(reader.accountId(), reader.actor(), Permission.of(Role.VIEWER), Set.of(organizer));
        List<String> logins = new ArrayList<>(accounts.list("", MOST, access).stream()
                .filter(account -> !account.isDisabled() && works(account, organizer))
                .map(Account::login)
                .toList());
        if (reader.may(organizer, Permission.WORK_CASES) && !logins.contains(reader.login())) {
            logins.add(reader.login());
        }
        logins.sort(null);
        return logins;
    }

    private static boolean works(Account account, OrganizerCode organizer) {
        Role role = account.roles().get(organizer);
        return role != null && Permission.WORK_CASES.isOf(role);
    }
}
