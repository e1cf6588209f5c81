package io.counterfoil.sync;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.Limits;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.gateway.WalletHttp;
import io.counterfoil.imports.ImportAnswer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.AddressPolicy;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.tickets.LogItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The product's engine over a given database, for benchmarks: its own beans, the real gateway, no scheduler. */
public final class BenchEngine implements AutoCloseable {
    /** Whom everything belongs to. */
    public static final OrganizerCode ORGANIZER = new OrganizerCode("opera");

    private static final String INTERFACE = "mobile-1";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final WalletHttp http;
    private final Clock clock = Clock.systemUTC();

    /** @param application connections under the application's role */
    public BenchEngine(DataSource application) {
        // what needs a scheduler is never asked for
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.registerBean(DataSource.class, () -> application);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ids.class, () -> new Ids(clock, new SecureRandom()));
        context.registerBean(OrganizerTransactions.class, () -> new OrganizerTransactions(application));
        context.registerBean(Journal.class, () -> new Journal(application, clock));
        context.registerBean(
                InstallationKey.class, () -> InstallationKey.of("a secret of at least thirty-two characters"));
        context.scan(
                "io.counterfoil.organizers",
                "io.counterfoil.contacts",
                "io.counterfoil.tickets",
                "io.counterfoil.imports");
        context.register(SyncConfiguration.class);
        context.refresh();
        http = new WalletHttp(AddressPolicy.of(true, ""), InetAddress::getAllByName, clock);
    }

    /** A bean of the product. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Makes the organizer and its interface known. */
    public void prepare(String walletUrl) {
        bean(Organizers.class).create(ORGANIZER, "Opera", "bench");
        bean(Organizers.class).ensureOrganizations(ORGANIZER, List.of("box-office"), "bench");
        bean(Interfaces.class)
                .save(ORGANIZER, INTERFACE, InterfaceChange.of("box-office", walletUrl), names -> Map.of(), "bench");
    }

    /** Imports tickets as a box office does; every line must be taken. */
    public void importTickets(InputStream ndjson) {
        try {
            ImportAnswer answer = bean(TicketImport.class).run(ORGANIZER, "bench", ndjson);
            if (!answer.rejected().isEmpty()) {
                throw new IllegalStateException("rejected: " + answer.rejected().getFirst());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the wallet for page after page and applies them; answers how many entries were applied. */
    public long sync() {
        Interface from = bean(Interfaces.class).require(ORGANIZER, INTERFACE);
        WalletEndpoint endpoint = new WalletEndpoint(from.url(), "key");
        DiffClient client = new DiffClient(http, Limits.DEFAULT, DiffClient.RETRIES, Thread::sleep);
        UUID run = bean(Ids.class).next();
        long applied = 0;
        boolean more = true;
        while (more) {
            SyncPosition position = bean(SyncPositions.class).find(ORGANIZER, INTERFACE);
            String key = position.paginationKey() == null ? "" : position.paginationKey();
            DiffAnswer answer = client.page(endpoint, key, 1000, () -> false, DiffCalls.NOT_KEPT);
            if (!(answer instanceof DiffAnswer.Page(DiffPage page, int bytes))) {
                throw new IllegalStateException("no page: " + answer);
            }
            Parcel.Taking taking = new Parcel.Taking(
                    new LogItem.Stream(INTERFACE, position.epoch()),
                    from.customParameters().distributionEnabled(),
                    run,
                    clock.instant());
            PageOutcome outcome = bean(PageApplier.class)
                    .apply(new PageApplier.Request(from, page, position, taking), (counts, next) -> {});
            if (!(outcome instanceof PageOutcome.Applied done)) {
                throw new IllegalStateException("not applied: " + outcome);
            }
            applied += done.counts().applied();
            more = page.hasMore().orElse(false);
        }
        return applied;
    }

    @Override
    public void close() {
        http.close();
        context.close();
    }
}
