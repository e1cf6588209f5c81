package io.counterfoil.imap;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** Raises and ends alarms of mailboxes: once in the journal, and once to whoever is to be told. */
final class MailboxAlarms {
    private static final String ACTOR = "mailboxes";

    private final ImapWork work;
    private final Journal journal;
    private final AlarmTelling telling;
    private final Duration limit;

    /** @param limit how long a mailbox may be unreadable before somebody is told */
    MailboxAlarms(ImapWork work, Journal journal, AlarmTelling telling, Duration limit) {
        this.work = work;
        this.journal = journal;
        this.telling = telling;
        this.limit = limit;
    }

    /** @param held those that this node reads: of the others somebody else tells */
    void check(OrganizerCode organizer, Map<String, Mailbox> mailboxes, Set<String> held) {
        Instant now = work.clock().instant();
        List<MailboxState> states =
                work.transactions().read(organizer, () -> work.store().states(organizer));
        for (MailboxState state : states) {
            Mailbox mailbox = mailboxes.get(state.mailbox());
            if (mailbox == null || !held.contains(state.mailbox())) {
                work.metrics().released(organizer, state.mailbox());
                continue;
            }
            Instant readAt = state.readAt() == null ? state.watchedSince() : state.readAt();
            work.metrics().read(organizer, state.mailbox(), readAt);
            String reason = Objects.requireNonNullElse(state.error(), "the server does not answer");
            MailboxAlarm alarm = new MailboxAlarm(organizer, mailbox, readAt, reason);
            switch (SilenceRule.at(now, readAt, limit, state.alarmAt() != null)) {
                case RAISE -> telling.tell(alarm, () -> noted(alarm, true, now), one -> one.startsToFail(alarm));
                case END -> telling.tell(alarm, () -> noted(alarm, false, now), one -> one.worksAgain(alarm));
                case KEEP -> {}
            }
        }
    }

    private boolean noted(MailboxAlarm alarm, boolean fails, Instant now) {
        String code = alarm.mailbox().code();
        boolean changed = fails
                ? work.store().raiseAlarm(alarm.organizer(), code, now)
                : work.store().endAlarm(alarm.organizer(), code);
        if (changed) {
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("reason", fails ? alarm.reason() : null)
                    .toString();
            journal.append(
                    alarm.organizer(),
                    ACTOR,
                    List.of(new Change("mailbox", code, fails ? "starts-to-fail" : "works-again", null, body)));
        }
        return changed;
    }
}
