package io.counterfoil.tickets;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import javax.sql.DataSource;

/** The tickets of a test's database, for tests of other modules. */
public final class TicketsFixture {
    private TicketsFixture() {}

    public static Tickets tickets(DataSource dataSource, OrganizerTransactions transactions, Contacts contacts) {
        return new Tickets(new TicketQueries(dataSource), transactions, contacts);
    }
}
