package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Account;
import io.counterfoil.accounts.Accounts;
import io.counterfoil.accounts.Language;
import io.counterfoil.accounts.NewAccount;
import io.counterfoil.accounts.NewToken;
import io.counterfoil.accounts.Role;
import io.counterfoil.accounts.Tokens;
import io.counterfoil.helpdesk.Actor;
import io.counterfoil.helpdesk.BlockedSenders;
import io.counterfoil.helpdesk.CaptureRule;
import io.counterfoil.helpdesk.CaptureRules;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseChannel;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.DeskTools;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.TextFinder;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.OutgoingFile;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.push.BulkChanges;
import io.counterfoil.push.BulkJob;
import io.counterfoil.push.Undoing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** An organizer with something of each kind of thing that a path can name; see {@link TwoHouses}. */
final class FurnishedHouse {
    private final ApplicationContext context;
    private final int port;
    private final OrganizerCode organizer;
    private final String prefix;
    private final String word;
    private final String anna;

    /**
     * @param prefix of the ids that people choose
     * @param word in all that people write
     */
    FurnishedHouse(ApplicationContext context, int port, OrganizerCode organizer, String prefix, String word) {
        this.context = context;
        this.port = port;
        this.organizer = organizer;
        this.prefix = prefix;
        this.word = word;
        this.anna = word + ".anna@" + organizer + ".example";
    }

    /** Something of each kind; tickets of which one is open in the wallet, one was passed on, one is out of step, one is skipped. */
    void furnish() {
        ScreensWorld world = new ScreensWorld(context, port, organizer.value());
        String ben = word + ".ben@" + organizer + ".example";
        tickets();
        String link = prefix.toLowerCase(Locale.ROOT) + "-wallet";
        world.run(
                link,
                ScreensWorld.entry(prefix + "-1", 1, "TRANSFERRED", ben, ScreensWorld.transfer("t1", anna, ben)),
                ScreensWorld.entry(prefix + "-2", 2, "PENDING_TRANSFER", anna, ScreensWorld.transfer("t2", anna, ben)),
                ScreensWorld.entry(prefix + "-404", 3, "DOWNLOADED", ben, ""));
        context.getBean(Undoing.class).ask(organizer, new TicketId(prefix + "-1"), word, "user:somebody");
        context.getBean(Interfaces.class)
                .save(organizer, link, apart("id:" + prefix + "-4"), names -> Map.of(), "test");
        world.run(
                link,
                ScreensWorld.entry(prefix + "-3", 4, "TRANSFERRED", ben, ScreensWorld.transfer("t3", anna, ben)),
                ScreensWorld.entry(prefix + "-4", 5, "TRANSFERRED", ben, ScreensWorld.transfer("t4", anna, ben)));
        context.getBean(BulkChanges.class)
                .prepare(
                        organizer,
                        BulkJob.Action.DISTRIBUTE,
                        List.of(new BulkJob.Line(
                                1, prefix + "-4", ben, null, null, BulkJob.LineState.WAITING, null, null)),
                        word,
                        false,
                        "test");
        desk();
        people();
    }

    private void tickets() {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            lines.append("""
                    {"ticketId":"%1$s-%2$d","taxNumber":"%1$s9%2$d","organization":"opera","event":{"eventId":"%1$s-E","name":"%3$s gala",\
                    "startsAt":"2030-06-14T18:00:00Z"},"seat":"%3$s A-%2$d","barcode":"%3$s%2$d","state":"PRINTED",\
                    "culturalContact":{"email":"%4$s","firstName":"%3$s","lastName":"Meier"}}
                    """.formatted(prefix, i, word, anna));
        }
        try {
            byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
            context.getBean(TicketImport.class).run(organizer, "test", new ByteArrayInputStream(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InterfaceChange apart(String skipTickets) {
        return new InterfaceChange(
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.nothing(),
                Told.of("enableTicketDistributionToCulturalContact=false"),
                Told.of(skipTickets),
                Map.of());
    }

    private void desk() {
        String low = prefix.toLowerCase(Locale.ROOT);
        CaseActs acts = context.getBean(CaseActs.class);
        Actor agent = new Actor("user:somebody", "somebody", "Somebody");
        SupportCase made = acts.open(
                organizer,
                new CaseActs.NewCase(
                        CaseType.REQUEST,
                        CasePriority.NORMAL,
                        CaseChannel.PHONE,
                        word + " on the phone",
                        word,
                        EmailAddress.parse(anna).orElseThrow(),
                        null,
                        null,
                        Set.of(new TicketId(prefix + "-1"))),
                agent);
        OutgoingFile file = new OutgoingFile(word + ".txt", "text/plain", word.getBytes(StandardCharsets.UTF_8));
        acts.reply(
                organizer,
                made.number(),
                new CaseActs.NewReply(word, false, List.of(), List.of(), List.of(), null, List.of(file)),
                agent);
        DeskWorld desk = new DeskWorld(context, organizer, low + "-box");
        MailVerdict held = desk.deliver(
                "",
                "Stranger <stranger@elsewhere.example>",
                "Re: [ID:%s] %s".formatted(made.number(), word),
                """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain; charset=utf-8

                %1$s
                --b
                Content-Type: text/plain; name="%1$s.txt"
                Content-Disposition: attachment; filename="%1$s.txt"

                %1$s
                --b--
                """.formatted(word));
        assertThat(held.outcome()).hasToString("HELD");
        context.getBean(Suppliers.class)
                .save(
                        organizer,
                        low + "-supplier",
                        new Suppliers.SupplierChange(
                                Told.of(word), Told.of(List.of()), Told.of(List.of(low + ".lights.example"))),
                        "test");
        context.getBean(CaptureRules.class)
                .save(
                        organizer,
                        new CaptureRule(
                                low + "-rule",
                                word,
                                CaptureRule.Place.BOTH,
                                null,
                                TextFinder.between(word + ":", ""),
                                true),
                        "test");
        context.getBean(DeskTools.class).saveCannedAnswer(organizer, null, "en", word, word, "test");
        context.getBean(BlockedSenders.class).block(organizer, word + ".spam@spam.example", "test");
    }

    private void people() {
        Accounts accounts = context.getBean(Accounts.class);
        NewAccount wanted = NewAccount.of(word + "-agent", word + "-agent@example.org", word, Language.EN, false);
        Map<OrganizerCode, @Nullable Role> roles = Map.of(organizer, Role.AGENT);
        Account account = accounts.create(wanted, roles, PeopleWorld.ALL);
        accounts.setPassword(account, ScreensWorld.PASSWORD, "test");
        Browser.signedIn(port, account.login(), ScreensWorld.PASSWORD);
        context.getBean(Tokens.class)
                .create(new NewToken(word + " token", Role.VIEWER, null, Set.of(organizer), null), PeopleWorld.ALL);
    }
}
