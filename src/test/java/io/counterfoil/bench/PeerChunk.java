package io.counterfoil.bench;

import static java.util.Objects.requireNonNull;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.EntryAddresses;
import io.counterfoil.tickets.LogItem.Stream;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.PagePeople;
import io.counterfoil.tickets.TicketLedger;
import io.counterfoil.tickets.TicketLedgers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The peer's processor, with what a chunk needs looked up once before it: the product's own queries and the product's own
 * rules, so that reading and deciding cost both sides the same.
 */
final class PeerChunk implements ChunkListener<PeerEntry, TicketLedger>, ItemProcessor<PeerEntry, TicketLedger> {
    private final JdbcTemplate jdbc;
    private final TicketLedgers ledgers;
    private final Contacts contacts;
    private final Ids ids;
    private final UUID run;
    private final Stream stream = new Stream("mobile-1", 0);
    private final IdentityHashMap<PeerEntry, Prepared> prepared = new IdentityHashMap<>();
    private Map<TicketId, TicketLedger> held = Map.of();
    private @Nullable PagePeople people;

    private record Prepared(WalletEntry entry, @Nullable ContactDetails details) {}

    /** @param engine over the peer's connections */
    PeerChunk(DataSource application, BenchEngine engine) {
        this.jdbc = new JdbcTemplate(application);
        this.ledgers = engine.bean(TicketLedgers.class);
        this.contacts = engine.bean(Contacts.class);
        this.ids = engine.bean(Ids.class);
        this.run = ids.next();
    }

    @Override
    public void beforeChunk(Chunk<PeerEntry> chunk) {
        jdbc.queryForList("select app_set_organizer(?)", BenchEngine.ORGANIZER.value());
        prepared.clear();
        Instant now = Instant.now();
        Map<TicketId, List<WalletEntry>> byTicket = new LinkedHashMap<>();
        Set<String> texts = new HashSet<>();
        Set<EmailAddress> addresses = new HashSet<>();
        for (PeerEntry item : chunk) {
            Prepared made = new Prepared(item.toLog(stream, run, now), item.details());
            prepared.put(item, made);
            byTicket.computeIfAbsent(item.ticket(), id -> new ArrayList<>()).add(made.entry());
            texts.addAll(EntryAddresses.needed(made.entry()));
            if (item.mayComplete() && made.details() != null && made.details().address() != null) {
                addresses.add(made.details().address());
            }
        }
        held = ledgers.forEntries(BenchEngine.ORGANIZER, byTicket, false);
        held.values().forEach(ledger -> texts.addAll(ledger.addresses()));
        texts.forEach(text -> EmailAddress.parse(text).ifPresent(addresses::add));
        people = new PagePeople(contacts.addressBook(BenchEngine.ORGANIZER, addresses), ids);
    }

    @Override
    public TicketLedger process(PeerEntry item) {
        PagePeople here = people();
        Prepared made = requireNonNull(prepared.get(item));
        if (item.mayComplete() && made.details() != null) {
            here.book().complete(made.details());
        }
        TicketLedger ledger = requireNonNull(held.get(item.ticket()), "the benchmark's tickets are all imported");
        ledger.deliver(made.entry(), here, made.details());
        return ledger;
    }

    /** The people of the chunk at hand. */
    PagePeople people() {
        return requireNonNull(people, "between chunks");
    }
}
