package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.Turns;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.FailedMail;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailTaker;
import io.counterfoil.mail.Mailbox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
    private final IntakeRounds rounds;
    private final Turns<IntakeJob, Result> turns = new Turns<>(this::decide);

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
        this.rounds = new IntakeRounds(mails, reader, writer, ears, clock);
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
        Reading reading;
        try {
            reading = read.get();
        } catch (RuntimeException | Error failure) {
            return defect(organizer, mailId, "read", FailedMail.UNREAD, failure);
        }
        IntakeJob job = new IntakeJob(mailId, reading);
        try {
            return turns.perform(organizer, job);
        } catch (RuntimeException | Error failure) {
            return defect(organizer, mailId, job.stage(), job.known(), failure);
        }
    }

    private List<Result> decide(OrganizerCode organizer, List<IntakeJob> jobs) {
        return transactions.write(organizer, () -> rounds.decide(organizer, jobs));
    }

    /** Sorts what went wrong: what passes by itself is thrown on, and the mail waits; what stays wrong with this mail is kept with it. */
    private Broken defect(OrganizerCode organizer, UUID mailId, String stage, FailedMail known, Throwable failure) {
        switch (failure) {
            case NonTransientDataAccessException defect -> {
                return broken(organizer, mailId, stage, known, defect);
            }
            case DataAccessException later -> throw later;
            case TransactionException later -> throw later;
            case Refusal gone when gone.type().equals("not-found") -> throw gone;
            default -> {
                return broken(organizer, mailId, stage, known, failure);
            }
        }
    }

    private Broken broken(OrganizerCode organizer, UUID mailId, String stage, FailedMail known, Throwable defect) {
        // its message may quote the mail: the log has the trace, the mail the class
        LOG.error("mail {} of {} broke stage \"{}\"; it is kept", mailId, organizer, stage, defect);
        mails.failed(organizer, mailId, stage, defect.getClass().getSimpleName(), known);
        return new Broken(stage);
    }

    /** A mail as it was read, and what its mailbox says. */
    record Reading(Arrived arrived, Mailbox mailbox, IntakeSettings.Settings settings) {}
}
