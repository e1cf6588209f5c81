package io.counterfoil.sync;

import io.counterfoil.database.InstallationKey;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The engine's modules as the application wires them, over a test's database. What nobody asks for is never made. */
final class EngineContext {
    private EngineContext() {}

    /** With the real clock. */
    static AnnotationConfigApplicationContext over(TestDatabase database) {
        return over(database, Clock.systemUTC(), new Random());
    }

    static AnnotationConfigApplicationContext over(TestDatabase database, Clock clock, Random random) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        // a scheduler starts by itself, lazy or not, and would take over runs that nobody gives a sign of life for
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("no scheduler", Map.of("counterfoil.run-scheduler", false)));
        context.registerBean(DataSource.class, database::app);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Ids.class, () -> new Ids(clock, random));
        context.registerBean(OrganizerTransactions.class, database::transactions);
        context.registerBean(Journal.class, () -> new Journal(database.app(), clock));
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
        return context;
    }
}
