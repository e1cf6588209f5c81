package io.counterfoil.bench;

import io.counterfoil.sync.BenchEngine;
import io.counterfoil.tickets.TicketLedger;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The peer: a Spring Batch job with chunks of 1,000, JDBC batch writers and a job repository that costs nothing. */
final class PeerJob {
    private static final int CHUNK = 1000;

    private PeerJob() {}

    /** Runs the job over the whole feed. */
    static void run(DataSource application, BenchEngine engine, String url) throws Exception {
        ResourcelessJobRepository repository = new ResourcelessJobRepository();
        try (PeerReader reader = new PeerReader(url)) {
            PeerChunk chunk = new PeerChunk(application, engine);
            Step step = new StepBuilder("retrieve-ticket-status", repository)
                    .<PeerEntry, TicketLedger>chunk(CHUNK)
                    .transactionManager(new JdbcTransactionManager(application))
                    .reader(reader)
                    .processor(chunk)
                    .writer(new PeerWriter(application, chunk))
                    .listener(chunk)
                    .build();
            Job job = new JobBuilder("sync", repository).start(step).build();
            TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
            operator.setJobRepository(repository);
            operator.setJobRegistry(new MapJobRegistry());
            operator.afterPropertiesSet();
            JobExecution execution = operator.start(job, new JobParameters());
            if (execution.getStatus() != BatchStatus.COMPLETED) {
                IllegalStateException failed = new IllegalStateException("the job ended " + execution.getExitStatus());
                execution.getAllFailureExceptions().forEach(failed::addSuppressed);
                throw failed;
            }
        }
    }
}
