package io.counterfoil.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.ApiServer;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.Suppliers.SupplierChange;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.organizers.Organizers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** From raw mails to what else they say: fields of cases, suppliers' references, and tags that mailboxes had before. */
@ApiServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaptureFromMailsTest {
    private final OrganizerCode organizer = new OrganizerCode("captured");
    private final Intake intake;
    private final ApplicationContext context;
    private final CaseFields fields;
    private final MailboxTags tags;
    private int count;

    CaptureFromMailsTest(@Autowired ApplicationContext context) {
        this.context = context;
        this.intake = context.getBean(Intake.class);
        this.fields = context.getBean(CaseFields.class);
        this.tags = context.getBean(MailboxTags.class);
        context.getBean(Organizers.class).create(organizer, "Opera", "test");
        context.getBean(Mailboxes.class)
                .save(organizer, "support", MailboxChange.of("help@captured.example", "en"), "test");
        tags.save(organizer, "support", new IdTag("[Opera-", "]"), "test");
        context.getBean(CaptureRules.class)
                .save(
                        organizer,
                        new CaptureRule(
                                "order",
                                "Order",
                                CaptureRule.Place.TEXT,
                                null,
                                TextFinder.between("Order no:", ""),
                                true),
                        "test");
        context.getBean(Suppliers.class)
                .save(
                        organizer,
                        "lights",
                        new SupplierChange(
                                Told.of("Lights"),
                                Told.of(List.of("info@lights.example")),
                                Told.of(List.of("lamps.example"))),
                        "test");
        context.getBean(SupplierReferences.class).save(organizer, "lights", TextFinder.between("(Ref.", ")"), "test");
    }

    @Test
    void aMailThatBelongsToACaseFillsItsFieldsAndAStrangersDoesNot() {
        MailVerdict opened = take("anna@fan.example", "Seats", "Hello,\nOrder no: 4711");
        CaseNumber number = numberOf(opened);
        assertThat(opened.outcome()).isEqualTo(Decision.Outcome.OPENED);
        assertThat(values(number)).containsExactly("4711");

        String tagged = "Re: Seats [Opera-" + number + "]";
        assertThat(take("eve@else.example", tagged, "Order no: 6666").outcome()).isEqualTo(Decision.Outcome.HELD);
        assertThat(values(number)).containsExactly("4711");
        assertThat(take("anna@fan.example", tagged, "Order no: 4712").outcome()).isEqualTo(Decision.Outcome.APPENDED);
        assertThat(values(number)).containsExactly("4712");
    }

    @Test
    void aSuppliersReferenceLeadsToTheCaseThatItIsKnownFor() {
        MailVerdict opened = take("info@lights.example", "Lamps (Ref. 77)", "They are late.");
        MailVerdict later = take("bob@lamps.example", "Delivered (ref. 77)", "Here they are.");
        MailVerdict stranger = take("anna@fan.example", "Lamps (Ref. 77)", "Me too.");

        assertThat(later.outcome()).isEqualTo(Decision.Outcome.APPENDED);
        assertThat(later.number()).isEqualTo(opened.number());
        assertThat(stranger.outcome()).isEqualTo(Decision.Outcome.OPENED);
        assertThat(stranger.number()).isNotEqualTo(opened.number());
    }

    @Test
    void aTagThatTheMailboxHadBeforeStillJoins() {
        CaseNumber number = numberOf(take("cleo@fan.example", "Row", "Which row?"));
        String before = tags.present(organizer, "support").start();
        tags.save(organizer, "support", new IdTag("{Opera:", "}"), "test");

        String told = lastLine();
        MailVerdict reply = take("cleo@fan.example", "Re: Row " + before + number + "]", "Thank you.");

        assertThat(told)
                .isEqualTo("{\"before\":{\"startTag\":\"[Opera-\",\"endTag\":\"]\"},"
                        + "\"after\":{\"startTag\":\"{Opera:\",\"endTag\":\"}\"}}");
        tags.save(organizer, "support", new IdTag("[Opera-", "]"), "test");
        assertThat(reply.outcome()).isEqualTo(Decision.Outcome.APPENDED);
        assertThat(reply.number()).isEqualTo(number);
    }

    @Test
    void aChangedRuleIsJournalledWithWhatItWas() {
        CaptureRules rules = context.getBean(CaptureRules.class);
        TextFinder finder = TextFinder.between("Row:", "");
        rules.save(organizer, new CaptureRule("row", "Row", CaptureRule.Place.TEXT, null, finder, false), "test");
        rules.save(organizer, new CaptureRule("row", "Row", CaptureRule.Place.SUBJECT, null, finder, false), "test");
        assertThat(lastLine()).isEqualTo("{\"before\":{\"place\":\"TEXT\"},\"after\":{\"place\":\"SUBJECT\"}}");
        rules.remove(organizer, "row", "test");
        assertThat(lastLine()).startsWith("{\"before\":{\"kind\":\"MARKS\",\"first\":\"Row:\"");
    }

    private @Nullable String lastLine() {
        Journal journal = context.getBean(Journal.class);
        return context.getBean(OrganizerTransactions.class)
                .read(
                        organizer,
                        () -> journal.before(
                                organizer, new Journal.Filter(null, null, null, null), Long.MAX_VALUE, 1, 1))
                .getFirst()
                .body();
    }

    private List<String> values(CaseNumber number) {
        return fields.of(organizer, number).stream().map(CaseField::value).toList();
    }

    private static CaseNumber numberOf(MailVerdict verdict) {
        return Objects.requireNonNull(verdict.number());
    }

    private MailVerdict take(String from, String subject, String text) {
        byte[] raw = """
                From: <%s>
                To: help@captured.example
                Date: Mon, 4 May 2026 08:00:00 +0000
                Message-ID: <%d@captured.test>
                Subject: %s

                %s
                """.formatted(from, ++count, subject, text).getBytes(StandardCharsets.UTF_8);
        Intake.Received received = intake.receive(organizer, "support", raw, new MailOrigin.Push());
        return ((Intake.Decided) received.result()).verdict();
    }
}
