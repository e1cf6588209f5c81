package io.counterfoil.sync;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.imports.ImportAnswer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunLease;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.RunsFixture;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The product's engine over a given database, for benchmarks: its own beans, the real gateway, no scheduler. */
public final class BenchEngine implements AutoCloseable {
    /** Whom everything belongs to. */
    public static final OrganizerCode ORGANIZER = new OrganizerCode("opera");

    private static final String INTERFACE = "mobile-1";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Clock clock = Clock.systemUTC();

    /** @param application connections under the application's role */
    public BenchEngine(DataSource application) {
        // what needs a scheduler is never asked for
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        // a scheduler starts by itself, lazy or not, and would take over runs that nobody gives a sign of life for
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("no scheduler", Map.of("counterfoil.run-scheduler", false)));
        context.registerBean(DataSource.class, () -> application);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ids.class, () -> new Ids(clock, new SecureRandom()));
        context.registerBean(OrganizerTransactions.class, () -> new OrganizerTransactions(application));
        context.registerBean(Journal.class, () -> new Journal(application, clock));
        context.registerBean(
                InstallationKey.class, () -> InstallationKey.of("a secret of at least thirty-two characters"));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.scan(
                "io.counterfoil.organizers",
                "io.counterfoil.contacts",
                "io.counterfoil.tickets",
                "io.counterfoil.gateway",
                "io.counterfoil.runs",
                "io.counterfoil.imports");
        context.register(SyncConfiguration.class);
        context.refresh();
    }

    /** A bean of the product. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Makes the organizer and its interface known. */
    public void prepare(String walletUrl) {
        bean(Organizers.class).create(ORGANIZER, "Opera", "bench");
        bean(Organizers.class).ensureOrganizations(ORGANIZER, List.of("box-office"), "bench");
        bean(Interfaces.class).save(ORGANIZER, INTERFACE, interfaceTo(walletUrl), names -> Map.of(), "bench");
    }

    private static InterfaceChange interfaceTo(String walletUrl) {
        return new InterfaceChange(
                Told.of("box-office"),
                Told.of(walletUrl),
                Told.of("an-api-key-of-some-length"),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Map.of());
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

    /** One run of the function, as an operator starts it; answers how many entries it applied. */
    public long sync() {
        Runs runs = bean(Runs.class);
        RunLease lease = RunsFixture.start(runs, ORGANIZER, INTERFACE, InterfaceFunction.RETRIEVE_TICKET_STATUS, false);
        Run run = RunsFixture.execute(runs, lease, bean(SyncRun.class));
        if (run.status() != RunStatus.SUCCEEDED) {
            throw new IllegalStateException("the run ended " + run.status() + ": " + run.reason());
        }
        return run.counts().applied();
    }

    @Override
    public void close() {
        context.close();
    }
}
