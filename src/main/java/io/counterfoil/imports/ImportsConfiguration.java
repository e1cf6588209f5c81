package io.counterfoil.imports;

import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.sync.Quarantine;
import io.counterfoil.tickets.ImportedTicketStore;
import io.counterfoil.tickets.TicketLedgers;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportsConfiguration {
    @Bean
    TicketImport ticketImport(OrganizerTransactions transactions, Organizers organizers, ChunkImport chunkImport) {
        return new TicketImport(transactions, organizers, chunkImport);
    }

    @Bean
    ChunkImport chunkImport(
            DataSource dataSource,
            TicketLedgers ledgers,
            Organizers organizers,
            Contacts contacts,
            Quarantine quarantine,
            Journal journal,
            Ids ids,
            Clock clock) {
        return new ChunkImport(
                new ImportedTicketStore(dataSource),
                ledgers,
                organizers,
                contacts,
                (organizer, tickets) -> quarantine.ticketsImported(organizer, tickets, "import"),
                journal,
                ids,
                clock);
    }
}
