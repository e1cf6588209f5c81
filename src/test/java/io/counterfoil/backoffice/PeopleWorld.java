package io.counterfoil.backoffice;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Organizers;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/** Two organizers and people with accounts, for tests of who may see what. */
record PeopleWorld(ApplicationContext context, int port) {
    static final String PASSWORD = "seven green bicycles in the rain";
    static final OrganizerCode MINE = new OrganizerCode("mine");
    static final OrganizerCode THEIRS = new OrganizerCode("theirs");
    static final Access ALL = new Access(new UUID(0, 1), "test", Permission.of(Role.ADMINISTRATOR), null);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    PeopleWorld {
        Organizers organizers = context.getBean(Organizers.class);
        for (OrganizerCode organizer : new OrganizerCode[] {MINE, THEIRS}) {
            if (organizers.find(organizer).isEmpty()) {
                organizers.create(organizer, "The " + organizer, "test");
            }
        }
    }

    /** Somebody new with a role in {@link #MINE}. */
    Account somebody(Role role) {
        return somebody(Map.of(MINE, role), false);
    }

    Account administrator() {
        return somebody(Map.of(), true);
    }

    private Account somebody(Map<OrganizerCode, Role> roles, boolean administrator) {
        Accounts accounts = context.getBean(Accounts.class);
        String login = "person" + NUMBER.incrementAndGet();
        Account account = accounts.create(
                NewAccount.of(login, login + "@example.org", null, Language.EN, administrator), Map.copyOf(roles), ALL);
        accounts.setPassword(account, PASSWORD, "test");
        return accounts.require(account.id(), ALL);
    }

    Browser signedIn(Account account) {
        return Browser.signedIn(port, account.login(), PASSWORD);
    }
}
