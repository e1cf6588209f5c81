package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Stage.Continue;
import io.counterfoil.helpdesk.Stage.Stop;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailTaker;
import io.counterfoil.mail.Mailbox;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * What becomes of a mail: read, looked up, decided stage by stage, and stored with everything that follows in one transaction. A mail
 * is taken once, whoever asks and however often; one that breaks a stage is kept with the stage and the error, and stops no other.
 */
public final class Intake implements MailTaker {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final IntakeReader reader;
    private final IntakeQueries queries;
    private final IntakeWriter writer;
    private final IntakeEars ears;
    private final Clock clock;
    private final IntakeTurns<Job> turns = new IntakeTurns<>(this::decideAll, job -> job.end != null);

    Intake(
            OrganizerTransactions transactions,
            InboundMails mails,
            IntakeReader reader,
            IntakeQueries queries,
            IntakeWriter writer,
            IntakeEars ears,
            Clock clock) {
        this.transactions = transactions;
        this.mails = mails;
        this.reader = reader;
        this.queries = queries;
        this.writer = writer;
        this.ears = ears;
        this.clock = clock;
    }

    /** What came of taking a mail. */
    public sealed interface Result {}

    /** @param now false: it was decided before */
    public record Decided(MailVerdict verdict, boolean now) implements Result {}

    /** A stage broke; the mail is kept, and can be taken again. */
    public record Broken(String stage) implements Result {}

    /** A mail that was stored, and what came of it. */
    public record Received(UUID mailId, Result result) {}

    /** Stores a mail, which is durable from then on, and takes it. */
    public Received receive(OrganizerCode organizer, String mailbox, byte[] raw, MailOrigin origin) {
        InboundMails.Stored stored = mails.store(organizer, mailbox, raw, origin);
        InboundMail fresh = stored.fresh();
        Result result = fresh == null
                ? takeNow(organizer, stored.id())
                : take(organizer, stored.id(), () -> reader.read(organizer, fresh, raw));
        return new Received(stored.id(), result);
    }

    @Override
    public void take(OrganizerCode organizer, UUID mailId) {
        takeNow(organizer, mailId);
    }

    /** Takes a stored mail, and says what came of it. An error of the database leaves it waiting. */
    public Result takeNow(OrganizerCode organizer, UUID mailId) {
        return take(organizer, mailId, () -> reader.read(organizer, mailId));
    }

    /** What was decided about a mail; nothing as long as it waits. */
    public Optional<MailVerdict> verdict(OrganizerCode organizer, UUID mailId) {
        return transactions.read(organizer, () -> queries.verdict(organizer, mailId));
    }

    /** Ignored mails, the newest first, before one of them or from the newest. */
    public List<MailVerdict> ignored(OrganizerCode organizer, Optional<UUID> before, int limit) {
        UUID newest = new UUID(-1, -1);
        return transactions.read(organizer, () -> queries.ignored(organizer, before.orElse(newest), limit));
    }

    private Result take(OrganizerCode organizer, UUID mailId, Supplier<Reading> read) {
        Job job = new Job(mailId);
        guarded(job, () -> job.reading = read.get());
        if (job.end == null) {
            turns.perform(organizer, job);
        }
        return switch (job.end) {
            case Ended(Result result) -> result;
            case Failed(RuntimeException later) -> throw later;
            case Defect(Throwable defect) -> broken(organizer, mailId, job.stage, defect);
            case null -> throw new IllegalStateException("the mail was left");
        };
    }

    /** All in one transaction; where one of several fails, each in its own, so that it stops no other. */
    private void decideAll(OrganizerCode organizer, List<Job> jobs) {
        if (jobs.size() > 1) {
            try {
                List<Result> results = transactions.write(organizer, () -> {
                    List<Result> each = new ArrayList<>();
                    jobs.forEach(job -> each.add(decide(organizer, job)));
                    return each;
                });
                for (int i = 0; i < jobs.size(); i++) {
                    jobs.get(i).end = new Ended(results.get(i));
                }
                return;
            } catch (RuntimeException | Error one) {
                LOG.debug("one of {} mails was not taken: each is taken alone", jobs.size(), one);
            }
        }
        for (Job job : jobs) {
            guarded(job, () -> job.end = new Ended(transactions.write(organizer, () -> decide(organizer, job))));
        }
    }

    /** Sorts what can go wrong: what passes by itself, and what stays wrong with this mail; errors too, as others wait for an end. */
    private static void guarded(Job job, Runnable work) {
        try {
            work.run();
        } catch (NonTransientDataAccessException defect) {
            job.end = new Defect(defect);
        } catch (DataAccessException | TransactionException later) {
            job.end = new Failed(later);
        } catch (Refusal refusal) {
            job.end = refusal.type().equals("not-found") ? new Failed(refusal) : new Defect(refusal);
        } catch (RuntimeException | Error defect) {
            job.end = new Defect(defect);
        }
    }

    private Result decide(OrganizerCode organizer, Job job) {
        job.stage = "look up";
        Reading reading = job.reading;
        if (reading == null || !mails.taken(organizer, job.mailId)) {
            return new Decided(queries.verdict(organizer, job.mailId).orElseThrow(), false);
        }
        Known known = reader.known(organizer, reading);
        Facts facts = Facts.of(reading.arrived(), known, clock.instant().truncatedTo(ChronoUnit.MICROS));
        Stop stop = decided(reader.stages(), facts, job);
        job.stage = "store";
        IntakeWriter.Done done = writer.write(stop.facts(), stop.plan());
        job.stage = "tell";
        ears.tell(organizer, stop.facts(), done);
        return new Decided(done.verdict(), true);
    }

    private static Stop decided(List<Stage> stages, Facts first, Job job) {
        Facts facts = first;
        for (Stage stage : stages) {
            job.stage = stage.name();
            switch (stage.step().apply(facts)) {
                case Continue(Facts more) -> facts = more;
                case Stop stop -> {
                    return stop;
                }
            }
        }
        throw new IllegalStateException("no stage stopped");
    }

    private Broken broken(OrganizerCode organizer, UUID mailId, String stage, Throwable defect) {
        // its message may quote the mail: the log has the trace, the mail the class
        LOG.error("mail {} of {} broke stage \"{}\"; it is kept", mailId, organizer, stage, defect);
        mails.failed(organizer, mailId, stage, defect.getClass().getSimpleName());
        return new Broken(stage);
    }

    /** How a job ended. */
    private sealed interface End {}

    private record Ended(Result result) implements End {}

    /** Not the mail's fault: it waits. */
    private record Failed(RuntimeException later) implements End {}

    private record Defect(Throwable defect) implements End {}

    /** A mail that is being taken; handed from thread to thread under the lock of its organizer's line. */
    private static final class Job {
        private final UUID mailId;
        private volatile @Nullable Reading reading;
        private volatile @Nullable End end;
        private volatile String stage = "read";

        Job(UUID mailId) {
            this.mailId = mailId;
        }
    }

    /** A mail as it was read, and what its mailbox says. */
    record Reading(Arrived arrived, Mailbox mailbox, IntakeSettings.Settings settings) {}
}
