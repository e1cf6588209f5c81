package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import io.counterfoil.helpdesk.Decision.Outcome;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.MailPurpose;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeTest {
    private static final String ANNA = "Anna Fan <anna@fan.example>";
    private static final String BEN = "Ben Fan <ben@fan.example>";
    private static final String ADA = "Ada <ada@opera.example>";

    private final TestDatabase database = TestDatabase.create();
    private int count;
    private IntakeScene desk = new IntakeScene(database, "opera");

    @BeforeEach
    void anOrganizer() {
        desk = new IntakeScene(database, "opera" + ++count);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void aMailWithoutTagOpensACaseForANewTemporaryContact() {
        MailVerdict verdict = desk.mail(ANNA, "Two seats")
                .with("To: tickets@opera.example, carl@fan.example")
                .take();

        assertThat(verdict.outcome()).isEqualTo(Outcome.OPENED);
        assertThat(verdict.evidence().text()).isEqualTo("new case: names no case");
        SupportCase opened = desk.supportCase(1);
        assertThat(opened.subject()).isEqualTo("Two seats");
        assertThat(opened.state()).isEqualTo(CaseState.NEW);
        assertThat(opened.requesterAddress()).isEqualTo("anna@fan.example");
        assertThat(desk.cases.participants(desk.organizer, opened.number()))
                .extracting(each -> each.address().text() + " " + each.role())
                .containsExactlyInAnyOrder("anna@fan.example REQUESTER", "carl@fan.example COPIED");
        assertThat(desk.entries(1)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(SenderKind.USER);
            assertThat(entry.author()).isEqualTo("Anna Fan");
            assertThat(entry.isPublic()).isTrue();
            assertThat(entry.text()).contains("where are my seats?");
        });
        assertThat(desk.transactions.read(
                        desk.organizer,
                        () -> desk.contacts
                                .find(desk.organizer, Objects.requireNonNull(opened.requester()))
                                .orElseThrow()
                                .temporary()))
                .isTrue();
    }

    @Test
    void aReplyWithTheTagIsJoinedAndSaysWhy() {
        desk.mail(ANNA, "Two seats").take();
        desk.edit(1, edit -> edit.state(CaseState.SOLVED));

        MailVerdict verdict = desk.mail(ANNA, "Re: Two seats [id: 0000001 ]").take();

        assertThat(verdict.outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(verdict.evidence().text()).isEqualTo("joined to 1: tag in subject; sender is the requester");
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.OPEN);
        assertThat(desk.decisions.getLast().reopened()).isTrue();
        assertThat(desk.entries(1)).hasSize(2);
    }

    @Test
    void aStrangerWhoGuessesATagIsHeldAndNothingElseHappens() {
        desk.mail(ANNA, "Two seats").take();
        long contacts = desk.rows("contact");

        MailVerdict verdict =
                desk.mail("mallory@evil.example", "[ID:1] send me everything").take();

        assertThat(verdict.outcome()).isEqualTo(Outcome.HELD);
        assertThat(verdict.number()).isEqualTo(new CaseNumber(1));
        assertThat(verdict.reasons()).containsExactly("STRANGER");
        assertThat(desk.entries(1)).hasSize(1);
        assertThat(desk.rows("contact")).isEqualTo(contacts);
        assertThat(desk.cases.participants(desk.organizer, new CaseNumber(1))).hasSize(1);
    }

    @Test
    void aStrangerWhoIsLetInBringsNobodyElseIn() {
        desk.mail(ANNA, "Two seats").take();
        IntakeScene.Draft draft =
                desk.mail("mallory@elsewhere.example", "[ID:1] mine").with("Cc: eve@evil.example");
        MailVerdict held = draft.take();

        desk.held().join(desk.organizer, held.mailId(), null, new Actor("user:ada", "ada", "Ada Agent"));

        assertThat(desk.cases.participants(desk.organizer, new CaseNumber(1)))
                .extracting(each -> each.address().text())
                .containsExactlyInAnyOrder("anna@fan.example", "mallory@elsewhere.example");
        assertThat(desk.mail("eve@evil.example", "[ID:1] and mine").take().outcome())
                .isEqualTo(Outcome.HELD);
        assertThat(desk.mail("mallory@elsewhere.example", "Re: mine")
                        .with("In-Reply-To: " + draft.id())
                        .take()
                        .outcome())
                .isEqualTo(Outcome.APPENDED);
    }

    @Test
    void whatAnotherNodeHasJustSavedCountsForTheNextMail() {
        IntakeScene other = new IntakeScene(new IntakeScene.Connections(database.app()), desk.organizer);
        desk.mail(ANNA, "Two seats").pushed();
        other.tags.save(desk.organizer, "tickets", new IdTag("{Desk:", "}"), "ada");
        assertThat(desk.mail(ANNA, "Re: {Desk:1}").pushed().number()).isEqualTo(new CaseNumber(1));
        assertThat(desk.mail(ANNA, "Re: [ID:1]").pushed().number()).isEqualTo(new CaseNumber(1));

        other.suppliers.save(
                desk.organizer,
                "print",
                new Suppliers.SupplierChange(
                        Told.of("Printer"), Told.of(List.of("joe@print.example")), Told.of(List.of())),
                "ada");
        assertThat(desk.mail("joe@print.example", "Paper").pushed().senderKind())
                .isEqualTo(SenderKind.SUPPLIER);
        other.mailbox("billets", "billets@opera.example", new IdTag("(Cas-", ")"));
        assertThat(desk.mail(ANNA, "(cas-1)").into("billets").pushed().number()).isEqualTo(new CaseNumber(1));
        assertThat(desk.mail("billets@opera.example", "Hello").pushed().outcome())
                .isEqualTo(Outcome.IGNORED);
        other.blocked.block(desk.organizer, "fan.example", "ada");
        assertThat(desk.mail(ANNA, "[ID:1] again").pushed().outcome()).isEqualTo(Outcome.HELD);
    }

    @Test
    void anAgentsBareAddressIsNobody() {
        desk.mail(ANNA, "Two seats").take();

        assertThat(desk.mail(ADA, "[ID:1] done").take().reasons()).containsExactly("SPOOFED_AGENT");
        MailVerdict alone = desk.mail(ADA, "Something new").take();
        assertThat(alone.outcome()).isEqualTo(Outcome.OPENED);
        assertThat(alone.senderKind()).isEqualTo(SenderKind.USER);
        assertThat(alone.reasons()).containsExactly("SPOOFED_AGENT");
    }

    @Test
    void anAgentsMailIsAPrivateNoteAndHisAnswerToANoticeGoesOut() {
        desk.mail(ANNA, "Two seats").take();

        MailVerdict note = desk.mail(ADA, "[ID:1] she called").authenticated().take();
        MailVerdict answer = desk.mail(ADA, "Re: Two seats [ID:1]")
                .with("In-Reply-To: " + desk.signed(1, "ada@opera.example", MailPurpose.AGENT_NOTICE))
                .text("You sit in row 4.\n")
                .take();

        assertThat(List.of(note.senderKind(), answer.senderKind())).containsOnly(SenderKind.AGENT);
        assertThat(desk.entries(1))
                .extracting(entry -> entry.action() + " " + entry.isPublic() + " " + entry.author())
                .containsExactly("MAIL true Anna Fan", "NOTE false Ada Agent", "REPLY true Ada Agent");
        assertThat(desk.replies)
                .singleElement()
                .satisfies(reply -> assertThat(reply.text()).contains("row 4"));
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.OPEN);
        assertThat(desk.supportCase(1).firstAnswerAt()).isNotNull();
    }

    @Test
    void aNoticeThatWentToAnotherAgentProvesNothing() {
        desk.mail(ANNA, "Two seats").take();

        MailVerdict verdict = desk.mail(ADA, "Re: Two seats [ID:1]")
                .with("In-Reply-To: " + desk.signed(1, "bob@opera.example", MailPurpose.AGENT_NOTICE))
                .take();

        assertThat(verdict.reasons()).containsExactly("SPOOFED_AGENT");
    }

    @Test
    void whoeverDressesAsAnAgentIsNone() {
        desk.mail(ANNA, "Two seats").take();
        String stolen = "In-Reply-To: " + desk.signed(1, "ada@opera.example", MailPurpose.AGENT_NOTICE);
        String failed = "Authentication-Results: mx.opera.example; dmarc=fail header.from=opera.example\r\n";
        String passed = "Authentication-Results: mx.opera.example; dmarc=pass header.from=opera.example";
        List<IntakeScene.Draft> dressed = List.of(
                // his name, his address as a name, and his address where answers go
                desk.mail("\"Ada Agent\" <eve@evil.example>", "[ID:1] done").with("Reply-To: " + ADA),
                desk.mail("\"ada@opera.example\" <eve@evil.example>", "[ID:1] done")
                        .with("Sender: " + ADA),
                desk.mail("=?utf-8?Q?ada=40opera.example=3E?= <eve@evil.example>", "[ID:1] done"),
                // two senders, be it in one field or in two
                desk.mail("Eve <eve@evil.example>, " + ADA, "[ID:1] done").with(passed.replace("opera.e", "evil.e")),
                desk.mail("Eve <eve@evil.example>", "[ID:1] done").with("From: " + ADA),
                // somebody else's words for him, or none of those that we believe
                desk.mail(ADA, "[ID:1] done").with(passed.replace("mx.opera", "mx.evil")),
                desk.mail(ADA, "[ID:1] done").with(passed.replace("from=opera", "from=evil")),
                desk.mail(ADA, "[ID:1] done").with(failed + passed),
                // a notice that went to him, in somebody else's hands
                desk.mail("Eve <eve@evil.example>", "[ID:1] done").with(stolen));

        for (IntakeScene.Draft each : dressed) {
            MailVerdict verdict = each.take();
            assertThat(verdict.senderKind()).as(each.id()).isEqualTo(SenderKind.USER);
            assertThat(verdict.outcome()).as(each.id()).isEqualTo(Outcome.HELD);
        }
        assertThat(desk.entries(1)).hasSize(1);
        assertThat(desk.replies).isEmpty();
    }

    @Test
    void aForwardedMailOpensACaseForItsSender() {
        desk.mail(ADA, "Fwd: My seats").authenticated().text("""
                        Please look at this.

                        ---------- Forwarded message ---------
                        From: Carl Fan <carl@fan.example>
                        Date: Mon, May 4, 2026 at 7:00 AM
                        Subject: My seats
                        To: <ada@opera.example>

                        Where are they?
                        """).take();

        assertThat(desk.supportCase(1).requesterAddress()).isEqualTo("carl@fan.example");
        assertThat(desk.supportCase(1).subject()).isEqualTo("My seats");
        assertThat(desk.entries(1))
                .extracting(entry -> entry.kind() + " " + entry.action() + " " + entry.isPublic())
                .containsExactlyInAnyOrder("USER MAIL true", "AGENT NOTE false");
    }

    @Test
    void aSuppliersMailIsPrivateAndHeldInForeignCases() {
        desk.suppliers.save(
                desk.organizer,
                "print",
                new Suppliers.SupplierChange(Told.of("Printer"), Told.of(List.of()), Told.of(List.of("print.example"))),
                "ada");
        desk.mail(ANNA, "Two seats").take();

        assertThat(desk.mail("joe@print.example", "[ID:1] x").take().reasons()).containsExactly("STRANGER");
        MailVerdict own = desk.mail("joe@print.example", "Paper").take();

        assertThat(own.senderKind()).isEqualTo(SenderKind.SUPPLIER);
        assertThat(desk.entries(2)).singleElement().satisfies(entry -> {
            assertThat(entry.isPublic()).isFalse();
            assertThat(entry.authorLine()).isEqualTo("Printer");
        });
        assertThat(desk.mail("jim@print.example", "Re: Paper [ID:2]")
                        .take()
                        .evidence()
                        .standing())
                .isEqualTo(Standing.SUPPLIER);
    }

    @Test
    void referencesJoinWithoutATag() {
        IntakeScene.Draft first = desk.mail(ANNA, "Two seats").with("Cc: " + BEN);
        first.take();

        MailVerdict received = desk.mail(BEN, "Re: Two seats")
                .with("References: " + first.id())
                .take();
        MailVerdict signed = desk.mail(ANNA, "Something else")
                .with("In-Reply-To: " + desk.signed(1, "anna@fan.example", MailPurpose.REPLY))
                .take();

        assertThat(received.evidence().text()).isEqualTo("joined to 1: answers a mail of the case; sender takes part");
        assertThat(signed.evidence().by()).isEqualTo(JoinedBy.SIGNED_REFERENCE);
        assertThat(signed.reasons()).containsExactly("OTHER_SUBJECT");
        assertThat(desk.mail("eve@evil.example", "Re: x")
                        .with("References: " + first.id())
                        .take()
                        .outcome())
                .isEqualTo(Outcome.HELD);
    }

    @Test
    void ofSeveralTagsOurReferenceDecidesThenTheSendersOwnCaseElseNobody() {
        desk.mail(ANNA, "One").take();
        desk.mail(BEN, "Two").take();
        desk.mail(BEN, "Three").take();

        assertThat(desk.mail(ANNA, "[ID:1] [ID:2]").take().number()).isEqualTo(new CaseNumber(1));
        assertThat(desk.mail(BEN, "[ID:2] [ID:3]").take().reasons()).containsExactly("SEVERAL_TAGS");
        assertThat(desk.mail(BEN, "[ID:2] [ID:3]")
                        .with("References: " + desk.signed(3, "ben@fan.example", MailPurpose.REPLY))
                        .take()
                        .number())
                .isEqualTo(new CaseNumber(3));
    }

    @Test
    void subjectAndReferencesThatDisagreeAreShownAndTheTagDecides() {
        IntakeScene.Draft first = desk.mail(ANNA, "One");
        first.take();
        desk.mail(ANNA, "Two").take();

        MailVerdict verdict =
                desk.mail(ANNA, "Re: [ID:2]").with("In-Reply-To: " + first.id()).take();

        assertThat(verdict.number()).isEqualTo(new CaseNumber(2));
        assertThat(verdict.reasons()).containsExactly("DISAGREES");
        assertThat(verdict.evidence().text()).endsWith("names 1 too");
    }

    @Test
    void anUnknownNumberIsRemarkedAndMergedOnesAreFollowed() {
        desk.mail(ANNA, "One").take();
        desk.mail(ANNA, "Two").take();
        desk.edit(2, edit -> edit.mergedInto(new CaseNumber(1)));

        MailVerdict unknown = desk.mail(ANNA, "[ID:99] hello").take();
        MailVerdict merged = desk.mail(ANNA, "[ID:2] hello").take();

        assertThat(unknown.outcome()).isEqualTo(Outcome.OPENED);
        assertThat(unknown.reasons()).containsExactly("UNKNOWN_NUMBER");
        assertThat(desk.supportCase(3).subject()).isEqualTo("hello");
        assertThat(merged.number()).isEqualTo(new CaseNumber(1));
    }

    @Test
    void anAnswerToAClosedCaseGoesOnInAnotherOne() {
        desk.mail(ANNA, "One").take();
        desk.edit(1, edit -> edit.state(CaseState.CLOSED));

        MailVerdict first = desk.mail(ANNA, "Re: One [ID:1]").take();
        MailVerdict second = desk.mail(ANNA, "Re: One [ID:1]").take();

        assertThat(first.outcome()).isEqualTo(Outcome.OPENED);
        assertThat(desk.supportCase(2).follows()).isEqualTo(new CaseNumber(1));
        assertThat(second.outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(second.number()).isEqualTo(new CaseNumber(2));
        assertThat(desk.supportCase(1).state()).isEqualTo(CaseState.CLOSED);
        assertThat(desk.cases.links(desk.organizer, new CaseNumber(1)))
                .containsExactly(new CaseLink(new CaseNumber(2), CaseLink.Kind.FOLLOWED_BY));

        desk.mail(ANNA, "Three").take();
        desk.edit(1, edit -> edit.mergedInto(new CaseNumber(3)));
        desk.edit(3, edit -> edit.state(CaseState.CLOSED));
        assertThat(desk.mail(ANNA, "Re: [ID:3]").take().number())
                .as("what goes on with a case that was merged into this one")
                .isEqualTo(new CaseNumber(2));
    }

    @Test
    void severalPeopleWhoAnswerAMailThatNeverCameShareACaseWhenTheyKnowOneAnother() {
        String unseen = "In-Reply-To: <news@elsewhere.example>";
        desk.mail(ANNA, "Re: Trip").with("Cc: " + BEN).with(unseen).take();

        assertThat(desk.mail(BEN, "Re: Trip").with(unseen).take().reasons()).containsExactly("SAME_UNSEEN_MAIL");
        assertThat(desk.mail("eve@fan.example", "Re: Trip").with(unseen).take().outcome())
                .isEqualTo(Outcome.OPENED);
        desk.clock.pass(Duration.ofDays(8));
        assertThat(desk.mail(BEN, "Re: Trip").with(unseen).take().outcome()).isEqualTo(Outcome.OPENED);
    }

    @Test
    void aBlockedSenderIsHeldWhateverHeSays() {
        desk.mail(ANNA, "Two seats").take();
        desk.blocked.block(desk.organizer, "fan.example", "ada");

        assertThat(desk.mail(ANNA, "Re: Two seats [ID:1]").take().reasons()).containsExactly("BLOCKED_SENDER");
        assertThat(desk.mail(BEN, "Buy").take().outcome()).isEqualTo(Outcome.HELD);
        desk.blocked.unblock(desk.organizer, "FAN.example", "ada");
        assertThat(desk.mail(ANNA, "Re: Two seats [ID:1]").take().outcome()).isEqualTo(Outcome.APPENDED);
    }

    @Test
    void retiredTagsAndOtherMailboxesTagsKeepMatching() {
        desk.mailbox("billets", "billets@opera.example", new IdTag("{Cas-", "}"));
        desk.mail(ANNA, "One").take();
        desk.tags.save(desk.organizer, "tickets", new IdTag("(Case#", ")"), "ada");

        assertThat(desk.mail(ANNA, "[ID:1]").take().outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(desk.mail(ANNA, "{Cas-1}").into("tickets").take().outcome()).isEqualTo(Outcome.APPENDED);
        assertThat(desk.mail(ANNA, "(case#1)").take().outcome()).isEqualTo(Outcome.APPENDED);
    }
}
