package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.JdbcTemplate;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailReplaysTest {
    private static final String ANNA = "Anna Fan <anna@fan.example>";
    private static final String BEN = "Ben Fan <ben@fan.example>";

    private final TestDatabase database = TestDatabase.create();

    @AfterAll
    void close() {
        database.close();
    }

    /** Whatever came of them, and whatever came after them: their own cases, their answers, a merge, a closed case. */
    @Test
    void aTakenMailThatIsReplayedWritesNothingSendsNothingAndEndsAsItHadEnded() {
        IntakeScene desk = new IntakeScene(database, "replayed");
        new DeskPost(desk, 1);
        List<UUID> mails = everyOutcome(desk);
        desk.edit(1, edit -> edit.state(CaseState.CLOSED));
        desk.clock.pass(Duration.ofMinutes(1));
        mails.add(taken(desk, desk.mail(ANNA, "Re: [ID:1] once more")));
        desk.clock.pass(Duration.ofDays(30));
        desk.decisions.clear();
        desk.replies.clear();
        Map<String, Long> before = rows(desk);

        for (UUID mail : mails) {
            assertThat(desk.replays().replay(desk.organizer, mail))
                    .isInstanceOfSatisfying(
                            Replay.Compared.class,
                            same -> assertThat(same.differences())
                                    .as("%s\n%s", same.then(), same.now())
                                    .isEmpty());
        }

        assertThat(rows(desk)).isEqualTo(before);
        assertThat(desk.decisions).isEmpty();
        assertThat(desk.replies).isEmpty();
        assertThat(outcomes(desk, mails)).containsAll(List.of(Decision.Outcome.values()));
    }

    private static List<UUID> everyOutcome(IntakeScene desk) {
        List<UUID> mails = new ArrayList<>();
        IntakeScene.Draft first = desk.mail(ANNA, "Seats");
        mails.add(taken(desk, first));
        mails.add(taken(desk, desk.mail(ANNA, "Re: Seats [ID:0000001]").with("Cc: carl@fan.example")));
        mails.add(taken(desk, desk.mail("carl@fan.example", "Other").with("In-Reply-To: " + first.id())));
        mails.add(taken(desk, desk.mail("Eve <eve@evil.example>", "[ID:1] let me in")));
        mails.add(taken(desk, desk.mail(BEN, "Re: News").with("In-Reply-To: <news@elsewhere.example>")));
        mails.add(taken(desk, desk.mail(BEN, "Re: News").with("In-Reply-To: <news@elsewhere.example>")));
        mails.add(taken(desk, desk.mail(BEN, "Number [ID:4]")));
        mails.add(taken(desk, desk.mail("out@fan.example", "Away").with("Auto-Submitted: auto-replied")));
        mails.add(taken(
                desk,
                desk.mail("Ada <ada@opera.example>", "Fwd: Help")
                        .authenticated()
                        .text("""
                                Please look

                                ---------- Forwarded message ---------
                                From: Gwen <gwen@fan.example>
                                Subject: Help
                                To: <ada@opera.example>

                                Where is my ticket?
                                """)));
        mails.add(taken(desk, desk.mail("Fay <fay@fan.example>", "Last")));
        return mails;
    }

    @Test
    void whatSettingsSayNowIsToldEachTimeAndLeftToAgents() {
        IntakeScene desk = new IntakeScene(database, "better");
        UUID mail = taken(desk, desk.mail("Joe <joe@print.example>", "Paper order PO-77"));
        desk.clock.pass(Duration.ofMinutes(1));
        desk.suppliers.save(
                desk.organizer,
                "print",
                new Suppliers.SupplierChange(Told.of("Printer"), Told.of(List.of()), Told.of(List.of("print.example"))),
                "ada");
        new CaptureRules(
                        desk.transactions,
                        new CaptureStore(database.app()),
                        desk.room.mails(),
                        desk.room.mailboxes(),
                        desk.tags,
                        desk.journal,
                        desk.clock)
                .save(
                        desk.organizer,
                        new CaptureRule(
                                "order",
                                "Order",
                                CaptureRule.Place.SUBJECT,
                                null,
                                new TextFinder(TextFinder.Kind.PATTERN, "PO-\\d+", ""),
                                true),
                        "ada");
        Map<String, Long> before = rows(desk);

        for (int time = 1; time <= 2; time++) {
            Replay.Compared compared = (Replay.Compared) desk.replays().replay(desk.organizer, mail);
            assertThat(compared.differences()).containsExactly(Replay.Part.SENDER, Replay.Part.FIELDS);
            assertThat(compared.then().senderKind()).isEqualTo(SenderKind.USER);
            assertThat(compared.now().senderKind()).isEqualTo(SenderKind.SUPPLIER);
            assertThat(compared.fields())
                    .singleElement()
                    .satisfies(field -> assertThat(field.value()).isEqualTo("PO-77"));
        }
        assertThat(rows(desk)).isEqualTo(before);
        assertThat(desk.entries(1)).hasSize(1);
    }

    @Test
    void oneThatHadFailedIsTakenAndAnErasedOneIsRefused() {
        IntakeScene desk = new IntakeScene(database, "failed");
        UUID mail = desk.mail(ANNA, "Seats").store();
        desk.failures.put("anna@fan.example", new IllegalStateException("a defect"));
        assertThat(desk.replays().replay(desk.organizer, mail))
                .isEqualTo(new Replay.Taken(new Intake.Broken("look up")));
        desk.failures.clear();

        assertThat(desk.replays().replay(desk.organizer, mail)).isInstanceOf(Replay.Taken.class);
        assertThat(desk.replays().replay(desk.organizer, mail)).isInstanceOf(Replay.Compared.class);
        assertThat(desk.cases.list(desk.organizer, CaseFilter.ALL, null, 10)).hasSize(1);

        desk.transactions.writeOnly(
                desk.organizer,
                () -> new CaseTraceStore(database.app())
                        .erase(
                                desk.organizer,
                                Set.of(),
                                List.of(EmailAddress.parse("anna@fan.example").orElseThrow()),
                                EmailAddress.parse("erased@invalid.example").orElseThrow()));
        assertThatThrownBy(() -> desk.replays().replay(desk.organizer, mail))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("erased");
    }

    private static UUID taken(IntakeScene desk, IntakeScene.Draft draft) {
        UUID mail = draft.store();
        desk.taken(mail);
        // each at a time of its own, as mails come
        desk.clock.pass(Duration.ofMinutes(1));
        return mail;
    }

    private static List<Decision.Outcome> outcomes(IntakeScene desk, List<UUID> mails) {
        return mails.stream()
                .map(mail ->
                        desk.intake.verdict(desk.organizer, mail).orElseThrow().outcome())
                .toList();
    }

    private Map<String, Long> rows(IntakeScene desk) {
        JdbcTemplate owner = new JdbcTemplate(database.owner());
        Map<String, Long> rows = new TreeMap<>();
        for (String table : List.of(
                "case_counter",
                "support_case",
                "case_entry",
                "case_participant",
                "case_field",
                "contact",
                "mail_verdict",
                "outbound_mail",
                "answer_budget",
                "journal")) {
            rows.put(
                    table,
                    owner.queryForObject(
                            "select coalesce(sum(hashtext(t::text)::bigint), 0) + count(*) from " + table
                                    + " t where organizer = ?",
                            Long.class,
                            desk.organizer.value()));
        }
        return rows;
    }
}
