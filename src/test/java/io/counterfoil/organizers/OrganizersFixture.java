package io.counterfoil.organizers;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/** The organizers of a test's database, for tests of other modules. */
public final class OrganizersFixture {
    private OrganizersFixture() {}

    public static Organizers organizers(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new Organizers(transactions, new OrganizerStore(dataSource), journal, clock);
    }

    public static Interfaces interfaces(
            OrganizerTransactions transactions, DataSource dataSource, Journal journal, Clock clock) {
        return new Interfaces(
                transactions,
                new InterfaceStore(dataSource),
                organizers(transactions, dataSource, journal, clock),
                journal,
                new Secrets(new byte[32], new SecureRandom()),
                clock);
    }
}
