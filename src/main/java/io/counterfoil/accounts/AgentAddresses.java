package io.counterfoil.accounts;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Agents;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Optional;

/** Agents are users with the role, or a higher one. */
final class AgentAddresses implements Agents {
    private final OrganizerTransactions transactions;
    private final AccountStore store;

    AgentAddresses(OrganizerTransactions transactions, AccountStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    @Override
    public Optional<Agent> withAddress(OrganizerCode organizer, EmailAddress address) {
        return transactions
                .global(() -> store.byEmail(address))
                .filter(account -> !account.isDisabled() && isAgent(account, organizer))
                .map(account -> new Agent(account.login(), account.shownName(), address));
    }

    @Override
    public Optional<Agent> withLogin(OrganizerCode organizer, String login) {
        return transactions
                .global(() -> store.byLogin(login))
                .filter(account -> !account.isDisabled() && isAgent(account, organizer))
                .flatMap(account -> EmailAddress.parse(account.email())
                        .map(address -> new Agent(account.login(), account.shownName(), address)));
    }

    private static boolean isAgent(Account account, OrganizerCode organizer) {
        Role role = account.roles().get(organizer);
        return account.administrator() || (role != null && role.compareTo(Role.AGENT) >= 0);
    }
}
