package io.counterfoil.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.HandClock;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailRoom;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.SilenceSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilentMailboxesTest {
    private final TestDatabase database = TestDatabase.create();
    private final OrganizerCode organizer = database.organizer("opera");
    private final OrganizerTransactions transactions = database.transactions();
    private final HandClock clock = new HandClock(Instant.parse("2026-05-04T08:00:00Z"));
    private final Journal journal = new Journal(database.app(), clock);
    private final MailRoom room = MailRoom.of(transactions, database.app(), journal, clock);
    private final List<String> told = new ArrayList<>();
    private int mails;
    private boolean dies;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aPushedMailboxThatGetsNoMailForTooLongRaisesOneAlarmAndTheNextMailEndsIt() {
        mailbox("tickets", Told.of(new SilenceSettings(24, List.of("ops@opera.example"))));
        mailbox("quiet", Told.nothing());
        SilentMailboxes first = node();
        SilentMailboxes second = node();
        mailTo("tickets");

        clock.pass(Duration.ofHours(24));
        first.check(() -> false);
        assertThat(told).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        dies = true;
        first.check(() -> false);
        assertThat(room.mailboxes().silentSince(organizer))
                .as("nothing is noted that was not told")
                .isEmpty();
        dies = false;
        first.check(() -> false);
        second.check(() -> false);
        clock.pass(Duration.ofDays(3));
        second.check(() -> false);
        assertThat(told).containsExactly("silent tickets: no mail for more than 24 h since 2026-05-04T08:00:00Z");
        assertThat(room.mailboxes().silentSince(organizer)).containsOnlyKeys("tickets");

        mailTo("tickets");
        second.check(() -> false);
        first.check(() -> false);
        assertThat(told).hasSize(2).last().isEqualTo("again tickets");
        assertThat(transactions.read(organizer, () -> journal.after(organizer, 0, 100)).stream()
                        .map(JournalLine::action))
                .containsExactly("created", "created", "falls-silent", "gets-mails-again");
    }

    @Test
    void oneThatNeverGotAMailIsSilentSinceItWasMadeAndARetiredOneNever() {
        mailbox("tickets", Told.of(new SilenceSettings(1, List.of())));
        mailbox("old", Told.of(new SilenceSettings(1, List.of())));
        clock.pass(Duration.ofHours(2));
        room.mailboxes().retire(organizer, "old", "ada");
        node().check(() -> false);
        assertThat(told).containsExactly("silent tickets: no mail for more than 1 h since 2026-05-04T08:00:00Z");

        mailbox("tickets", Told.of(null));
        assertThat(room.mailboxes().silentSince(organizer)).isEmpty();
    }

    private SilentMailboxes node() {
        return new SilentMailboxes(
                transactions,
                room.mailboxes(),
                room.mails(),
                new AlarmTelling(transactions, List.of(new Telling())),
                clock);
    }

    private void mailbox(String code, Told<SilenceSettings> silence) {
        room.mailboxes()
                .save(
                        organizer,
                        code,
                        new MailboxChange(
                                Told.of(code + "@opera.example"),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                Told.nothing(),
                                silence),
                        "ada");
    }

    private void mailTo(String code) {
        String mail = "From: anna@fan.example\r\nSubject: " + ++mails + "\r\n\r\nHello\r\n";
        room.mails().store(organizer, code, mail.getBytes(StandardCharsets.UTF_8), new MailOrigin.Push());
    }

    private final class Telling implements MailboxNotifications {
        @Override
        public void startsToFail(MailboxAlarm alarm) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void worksAgain(MailboxAlarm alarm) {
            throw new AssertionError("nothing is read");
        }

        @Override
        public void fallsSilent(MailboxAlarm alarm) {
            if (dies) {
                throw new IllegalStateException("the node dies");
            }
            told.add("silent " + alarm.mailbox().code() + ": " + alarm.reason() + " since " + alarm.since());
        }

        @Override
        public void getsMailsAgain(MailboxAlarm alarm) {
            told.add("again " + alarm.mailbox().code());
        }
    }
}
