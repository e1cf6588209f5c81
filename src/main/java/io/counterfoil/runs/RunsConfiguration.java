package io.counterfoil.runs;

import io.counterfoil.database.DailyWork;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interfaces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this module: {@link Runs}, {@link RunControl}, {@link RunMetrics}, and what makes runs go. */
@Configuration(proxyBeanMethods = false)
class RunsConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(RunsConfiguration.class);

    /** This process, as others see it in leases: new with every start. */
    private final String node = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

    @Bean
    Runs runs(OrganizerTransactions transactions, DataSource dataSource, Ids ids, Clock clock) {
        return new Runs(transactions, new RunStore(dataSource), new LeaseStore(dataSource), ids, clock, node);
    }

    @Bean
    RunRequests runRequests(
            OrganizerTransactions transactions, DataSource dataSource, Runs runs, Interfaces interfaces, Clock clock) {
        return new RunRequests(transactions, new LeaseStore(dataSource), runs, interfaces, clock);
    }

    @Bean
    RunMetrics runMetrics(MeterRegistry registry, Clock clock) {
        return new RunMetrics(registry, clock);
    }

    /** Until mails are sent, the log tells. */
    @Bean
    RunNotifications loggedNotifications() {
        return new RunNotifications() {
            @Override
            public void startsToFail(Run run) {
                LOG.warn(
                        "{} of interface {} of {} starts to fail: {}",
                        run.function(),
                        run.interfaceCode(),
                        run.organizer(),
                        run.reason());
            }

            @Override
            public void worksAgain(Run run) {
                LOG.info("{} of interface {} of {} works again", run.function(), run.interfaceCode(), run.organizer());
            }
        };
    }

    @Bean
    AfterRun afterRun(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            Journal journal,
            ObjectProvider<RunObserver> observers,
            ObjectProvider<RunNotifications> notifications) {
        return new AfterRun(
                transactions,
                interfaces,
                journal,
                observers.orderedStream().toList(),
                notifications.orderedStream().toList());
    }

    @Bean(destroyMethod = "")
    RunExecutor runExecutor(
            Runs runs,
            ObjectProvider<RunFunction> functions,
            AfterRun afterRun,
            ObjectProvider<RunScheduler> scheduler) {
        Consumer<Run> thenNext = run -> {
            afterRun.accept(run);
            scheduler.getObject().soon(run.organizer());
        };
        return new RunExecutor(runs, functions.orderedStream().toList(), thenNext, RunExecutor.BEAT);
    }

    @Bean
    RunTurns runTurns(RunRequests requests, Runs runs, RunExecutor executor, Clock clock) {
        return new RunTurns(requests, runs, executor, clock);
    }

    @Bean
    DailyTasks dailyTasks(ObjectProvider<DailyWork> works, Clock clock) {
        return new DailyTasks(works.orderedStream().toList(), clock);
    }

    /** @param kept {@code COUNTERFOIL_RUN_RETENTION}: how long runs are shown */
    @Bean
    DailyWork runPruning(
            OrganizerTransactions transactions,
            DataSource dataSource,
            Clock clock,
            @Value("${counterfoil.run-retention:P90D}") String kept) {
        return new RunPruning(transactions, new RunStore(dataSource), clock, Duration.parse(kept));
    }

    /** @param enabled {@code counterfoil.run-scheduler}: false for commands that only want to look */
    @Bean
    RunScheduler runScheduler(
            DataSource dataSource,
            OrganizerTransactions transactions,
            RunTurns turns,
            RunExecutor executor,
            DailyTasks daily,
            Clock clock,
            @Value("${counterfoil.run-scheduler:true}") boolean enabled) {
        return new RunScheduler(dataSource, transactions, turns, executor, daily, clock, new ThisNode(node, enabled));
    }

    @Bean
    RunControl runControl(
            Runs runs, RunRequests requests, RunExecutor executor, Interfaces interfaces, RunScheduler scheduler) {
        Consumer<OrganizerCode> soon = scheduler::soon;
        return new RunControl(runs, requests, executor, interfaces, soon);
    }
}
