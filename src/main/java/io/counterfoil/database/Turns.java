package io.counterfoil.database;

import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writers of an organizer take turns, and a commit waits for the disk. So whoever has the turn does the work of all who wait for it by
 * then, in one transaction: mails come in as fast as they can be decided, not as fast as the disk turns. A job that fails stops no
 * other: where one of a turn does, each is done alone.
 *
 * @param <J> what is to be done
 * @param <R> what comes of it
 */
public final class Turns<J, R> {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    /** How many jobs are done in one turn, at most. */
    private static final int MOST = 50;

    private final BiFunction<OrganizerCode, List<J>, List<R>> work;
    private final Map<OrganizerCode, Line<J, R>> lines = new ConcurrentHashMap<>();

    /** @param work does jobs in a transaction of its own, and says what came of each, in their order; none is done where it throws */
    public Turns(BiFunction<OrganizerCode, List<J>, List<R>> work) {
        this.work = work;
    }

    private record Line<J, R>(Queue<Waiting<J, R>> waiting, ReentrantLock turn) {}

    private record Waiting<J, R>(J job, CompletableFuture<R> end) {}

    /** Says what came of a job that this thread or another one did; throws what doing it alone threw. */
    public R perform(OrganizerCode organizer, J job) {
        Line<J, R> line = lines.computeIfAbsent(
                organizer, none -> new Line<>(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        CompletableFuture<R> end = new CompletableFuture<>();
        line.waiting().add(new Waiting<>(job, end));
        // whoever had the turn before may have left this job when he had enough of them
        while (!end.isDone()) {
            line.turn().lock();
            try {
                // most find their job done, and leave the turn to somebody who still waits: the more wait then, the
                // fewer commits
                if (!end.isDone()) {
                    perform(organizer, next(line));
                }
            } finally {
                line.turn().unlock();
            }
        }
        return outcome(end);
    }

    private static <J, R> List<Waiting<J, R>> next(Line<J, R> line) {
        List<Waiting<J, R>> jobs = new ArrayList<>();
        while (jobs.size() < MOST && !line.waiting().isEmpty()) {
            jobs.add(line.waiting().remove());
        }
        return jobs;
    }

    private void perform(OrganizerCode organizer, List<Waiting<J, R>> jobs) {
        if (jobs.size() > 1) {
            try {
                List<R> results =
                        work.apply(organizer, jobs.stream().map(Waiting::job).toList());
                for (int i = 0; i < jobs.size(); i++) {
                    jobs.get(i).end().complete(results.get(i));
                }
                return;
            } catch (RuntimeException | Error one) {
                LOG.debug("one of {} jobs failed: each is done alone", jobs.size(), one);
            }
        }
        for (Waiting<J, R> each : jobs) {
            try {
                each.end().complete(work.apply(organizer, List.of(each.job())).getFirst());
            } catch (RuntimeException | Error failure) {
                // an error too, as somebody waits for the end
                each.end().completeExceptionally(failure);
            }
        }
    }

    private static <R> R outcome(CompletableFuture<R> end) {
        if (!end.isCompletedExceptionally()) {
            return end.resultNow();
        }
        switch (end.exceptionNow()) {
            case RuntimeException failure -> throw failure;
            case Error failure -> throw failure;
            default -> throw new IllegalStateException("work throws nothing else");
        }
    }
}
