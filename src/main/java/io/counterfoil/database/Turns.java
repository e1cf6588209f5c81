package io.counterfoil.database;

import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Writers of an organizer take turns, and a commit waits for the disk. So whoever has the turn does the work of all who wait for it by
 * then, in one transaction: mails come in as fast as they can be decided, not as fast as the disk turns.
 *
 * @param <J> what is waited for
 */
public final class Turns<J> {
    /** How many jobs are done in one turn, at most. */
    public static final int MOST = 50;

    private final BiConsumer<OrganizerCode, List<J>> work;
    private final Predicate<J> done;
    private final Map<OrganizerCode, Line<J>> lines = new ConcurrentHashMap<>();

    /**
     * @param work does the jobs, and leaves in each what came of it; what it throws goes to whoever had the turn, and the jobs
     *     that it left wait on
     * @param done whether that was left in a job
     */
    public Turns(BiConsumer<OrganizerCode, List<J>> work, Predicate<J> done) {
        this.work = work;
        this.done = done;
    }

    private record Line<T>(Queue<T> waiting, ReentrantLock turn) {}

    /** Returns when the job is done, by this thread or by another. */
    public void perform(OrganizerCode organizer, J job) {
        Line<J> line = lines.computeIfAbsent(
                organizer, none -> new Line<>(new ConcurrentLinkedQueue<>(), new ReentrantLock()));
        line.waiting().add(job);
        // whoever had the turn before may have left this job when he had enough of them
        while (!done.test(job)) {
            line.turn().lock();
            try {
                // most find their job done, and leave the turn to somebody who still waits: the more wait then, the
                // fewer commits
                if (!done.test(job)) {
                    work(organizer, line);
                }
            } finally {
                line.turn().unlock();
            }
        }
    }

    private void work(OrganizerCode organizer, Line<J> line) {
        List<J> jobs = new ArrayList<>();
        while (jobs.size() < MOST && !line.waiting().isEmpty()) {
            jobs.add(line.waiting().remove());
        }
        if (jobs.isEmpty()) {
            return;
        }
        try {
            work.accept(organizer, jobs);
        } finally {
            // whoever waits for a job that was left goes on with it, and does not wait forever
            jobs.stream().filter(done.negate()).forEach(line.waiting()::add);
        }
    }
}
