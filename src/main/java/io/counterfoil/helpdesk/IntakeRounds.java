package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.Stage.Stop;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Decides about the mails of a turn, within its transaction. Those of which none hangs on another are looked up, decided and stored
 * together, so that a round costs its statements once; the others follow in further rounds. What comes of each mail is what would come
 * of it if they were taken one after the other.
 */
final class IntakeRounds {
    private final InboundMails mails;
    private final IntakeReader reader;
    private final IntakeWriter writer;
    private final IntakeEars ears;
    private final Clock clock;

    IntakeRounds(InboundMails mails, IntakeReader reader, IntakeWriter writer, IntakeEars ears, Clock clock) {
        this.mails = mails;
        this.reader = reader;
        this.writer = writer;
        this.ears = ears;
        this.clock = clock;
    }

    /** What came of the mails, in their order. */
    List<Intake.Result> decide(OrganizerCode organizer, List<IntakeJob> jobs) {
        at("look up", jobs);
        List<UUID> ids = jobs.stream().map(IntakeJob::mailId).toList();
        // a mail may be there twice: then the first one takes it
        Set<UUID> waited = new HashSet<>(mails.taken(organizer, ids));
        List<IntakeJob> left =
                jobs.stream().filter(job -> waited.remove(job.mailId())).toList();
        reader.renew(organizer, left);
        Map<IntakeJob, MailVerdict> verdicts = new HashMap<>();
        while (!left.isEmpty()) {
            List<IntakeJob> round = left.subList(0, IntakeTogether.mails(readings(left)));
            at("look up", round);
            List<Known> known = reader.known(organizer, readings(round));
            int together = IntakeTogether.cases(known);
            round = round.subList(0, together);
            verdicts.putAll(decide(organizer, round, known));
            left = left.subList(together, left.size());
        }
        List<Intake.Result> results = new ArrayList<>();
        for (IntakeJob job : jobs) {
            MailVerdict now = verdicts.get(job);
            results.add(
                    now != null
                            ? new Intake.Decided(now, true)
                            : new Intake.Decided(
                                    reader.verdict(organizer, job.mailId()).orElseThrow(), false));
        }
        return results;
    }

    private Map<IntakeJob, MailVerdict> decide(OrganizerCode organizer, List<IntakeJob> round, List<Known> known) {
        List<IntakeWriter.Task> tasks = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            IntakeJob job = round.get(i);
            Facts facts = Facts.of(
                    job.reading().arrived(), known.get(i), clock.instant().truncatedTo(ChronoUnit.MICROS));
            Stop stop = reader.decided(facts, job::stage);
            tasks.add(new IntakeWriter.Task(stop.facts(), stop.plan()));
        }
        at("store", round);
        List<IntakeWriter.Done> done = writer.write(tasks);
        at("tell", round);
        Map<IntakeJob, MailVerdict> verdicts = new HashMap<>();
        for (int i = 0; i < round.size(); i++) {
            ears.tell(organizer, tasks.get(i).facts(), done.get(i));
            verdicts.put(round.get(i), done.get(i).verdict());
        }
        return verdicts;
    }

    private static List<Intake.Reading> readings(List<IntakeJob> jobs) {
        return jobs.stream().map(IntakeJob::reading).toList();
    }

    private static void at(String stage, List<IntakeJob> jobs) {
        jobs.forEach(job -> job.stage(stage));
    }
}
