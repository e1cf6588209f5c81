package io.counterfoil.commands;

import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.Suppliers;
import io.counterfoil.helpdesk.Suppliers.SupplierChange;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.MailLogin;
import io.counterfoil.mail.MailSecurity;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.MailboxChange;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.SmtpSettings;
import io.counterfoil.wallet.CrowdPerson;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** The demonstration's help desks: a mailbox for each organizer, a week of mails, and a new mail now and then. */
final class DemoDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoDesk.class);
    private static final String ACTOR = "demo";
    private static final OrganizerCode OPERA = new OrganizerCode("opera");
    private static final OrganizerCode ARENA = new OrganizerCode("arena");
    /** The ticket that its buyer sends to an address that nobody has. */
    private static final String MISDIRECTED = "OPERA-0060";

    private static final Duration EVERY = Duration.ofSeconds(45);
    /** New mails of one start: who leaves it running for days still finds the others. */
    private static final int MOST = 200;

    private final ApplicationContext context;
    private final URI base;
    private final List<CrowdPerson> people;
    private final PrintWriter out;
    private final DemoPost post = new DemoPost(this::taken);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean told;

    DemoDesk(ApplicationContext context, URI base, List<CrowdPerson> people, PrintWriter out) {
        this.context = context;
        this.base = base;
        this.people = people;
        this.out = out;
    }

    /** Mailboxes, whose mails go to a server that delivers nothing, and a supplier. */
    void prepare() {
        post.start();
        boolean first =
                context.getBean(Mailboxes.class).find(OPERA, DemoTeller.MAILBOX).isEmpty();
        mailbox(OPERA, "en");
        mailbox(ARENA, "fr");
        context.getBean(Suppliers.class)
                .save(
                        OPERA,
                        DemoOperaWeek.GATES,
                        new SupplierChange(
                                Told.of("Gate Service"), Told.of(List.of(DemoOperaWeek.GATES_ADDRESS)), Told.nothing()),
                        ACTOR);
        if (first) {
            misdirect();
        }
    }

    private void mailbox(OrganizerCode organizer, String language) {
        // the port is another one at each start
        SmtpSettings nowhere =
                new SmtpSettings("127.0.0.1", post.port(), MailSecurity.NONE, null, MailLogin.PASSWORD, null);
        context.getBean(Mailboxes.class)
                .save(
                        organizer,
                        DemoTeller.MAILBOX,
                        new MailboxChange(
                                Told.of("help@" + organizer + ".example"),
                                Told.of(language),
                                Told.of(List.of(DemoTeller.server(organizer))),
                                Told.nothing(),
                                Told.nothing(),
                                Told.of(nowhere),
                                Told.nothing()),
                        ACTOR);
        // the one that was chosen on a screen stays
        MailboxTags tags = context.getBean(MailboxTags.class);
        tags.save(organizer, DemoTeller.MAILBOX, tags.present(organizer, DemoTeller.MAILBOX), ACTOR);
    }

    /** Where a fan sends his ticket by mistake. */
    static String wrongAddress(CrowdPerson fan) {
        return "fille." + fan.lastName().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "") + "@"
                + DemoOperaWeek.MISTYPED;
    }

    /** On his phone, before anybody else has had the ticket. */
    private void misdirect() {
        CrowdPerson fan = people.getFirst();
        try (ApiClient nobody = new ApiClient(base, "none")) {
            var email = ApiClient.JSON.createObjectNode().put("email", fan.email());
            String code = nobody.post("/wallet/spectator/codes", email)
                    .body()
                    .path("code")
                    .asString();
            String token = nobody.post("/wallet/spectator/sessions", email.put("code", code))
                    .body()
                    .path("token")
                    .asString();
            try (ApiClient phone = new ApiClient(base, token)) {
                phone.post(
                        "/wallet/spectator/tickets/transfer",
                        ApiClient.JSON
                                .createObjectNode()
                                .put("organizer", OPERA.value())
                                .put("ticketId", MISDIRECTED)
                                .put("email", wrongAddress(fan)));
            }
        } catch (Refusal gone) {
            LOG.debug("{} is somebody else's by now", MISDIRECTED, gone);
        }
    }

    /** Tells the week and goes on; returns at once. */
    void start() {
        Thread.ofVirtual().name("demo desk").start(this::live);
    }

    private void live() {
        try {
            DemoTeller opera = teller(OPERA);
            DemoTeller arena = teller(ARENA);
            new DemoOperaWeek(opera).tell();
            new DemoArenaWeek(arena).tell();
            told = true;
            for (int count = 0; count < MOST && !stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS); count++) {
                arrives(count % 3 == 2 ? arena : opera, count);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unwell) {
            if (stopped.getCount() > 0) {
                LOG.warn("The demonstration's mails ended; tickets go on. Start it again to go on with them", unwell);
            }
        }
    }

    private DemoTeller teller(OrganizerCode organizer) {
        Mailbox mailbox = context.getBean(Mailboxes.class).require(organizer, DemoTeller.MAILBOX);
        DemoTeller.Parts parts = new DemoTeller.Parts(
                context.getBean(Intake.class),
                context.getBean(CaseActs.class),
                context.getBean(SupportCases.class),
                context.getBean(Deliveries.class));
        return new DemoTeller(parts, mailbox, people);
    }

    private void arrives(DemoTeller desk, int count) {
        int ticket = 20 + count;
        CrowdPerson fan = desk.buyer(ticket);
        boolean french = "fr".equals(fan.language());
        String subject = switch (count % 3) {
            case 0 -> french ? "Mon billet " + desk.ticket(ticket) : "My ticket " + desk.ticket(ticket);
            case 1 -> french ? "Question sur ma place" : "Question about my seat";
            default -> french ? "Transfert en attente" : "Transfer still pending";
        };
        String text = french
                ? "Bonjour,\n\npouvez-vous me dire où en est mon billet %s ?\n\nMerci\n%s\n"
                : "Hello,\n\ncan you tell me what has become of my ticket %s?\n\nThanks\n%s\n";
        long number = desk.arrives(
                "demo." + System.nanoTime(),
                DemoMail.from(fan, subject, text.formatted(desk.ticket(ticket), fan.firstName())));
        print("mail from " + fan.email() + ": case " + number);
    }

    private void taken(String address) {
        if (told) {
            print("mail to " + address + ": taken, and delivered to nobody");
        }
    }

    private void print(String line) {
        out.println(
                DateTimeFormatter.ofPattern("HH:mm:ss").format(LocalTime.now(ZoneId.systemDefault())) + "  " + line);
        out.flush();
    }

    @Override
    public void close() {
        stopped.countDown();
        post.close();
    }
}
