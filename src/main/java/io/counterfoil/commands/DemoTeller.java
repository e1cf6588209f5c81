package io.counterfoil.commands;

import io.counterfoil.helpdesk.Actor;
import io.counterfoil.helpdesk.CaseActs;
import io.counterfoil.helpdesk.CaseActs.CaseChange;
import io.counterfoil.helpdesk.CaseActs.NewReply;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Told;
import io.counterfoil.mail.Deliveries;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.wallet.CrowdPerson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has things happen at an organizer's help desk at a given time: mails come in as pushed ones do, agents act by what their screens call.
 * Told again, nothing changes: the same bytes are one mail, and an agent who has said something does not say it again.
 */
final class DemoTeller {
    static final String MAILBOX = "help";
    static final Actor AGENT = new Actor("user:" + DemoUsers.AGENT, DemoUsers.AGENT, DemoUsers.AGENT_NAME);

    private final Parts parts;
    private final OrganizerCode organizer;
    private final Mailbox mailbox;
    private final List<CrowdPerson> people;

    /** What it works with. */
    record Parts(Intake intake, CaseActs acts, SupportCases cases, Deliveries deliveries) {}

    /** @param mailbox its making is the end of the week */
    DemoTeller(Parts parts, Mailbox mailbox, List<CrowdPerson> people) {
        this.parts = parts;
        this.organizer = mailbox.organizer();
        this.mailbox = mailbox;
        this.people = people;
    }

    /** The buyer of a ticket. */
    CrowdPerson buyer(int ticket) {
        return people.get(ticket % people.size());
    }

    String ticket(int number) {
        return "%s-%04d".formatted(organizer.value().toUpperCase(Locale.ROOT), number);
    }

    /** @param days before the mailbox was made, 1 or more; the hour is UTC's */
    Instant at(int days, int hour, int minute) {
        return LocalDate.ofInstant(mailbox.createdAt(), ZoneOffset.UTC)
                .minusDays(days)
                .atTime(hour, minute)
                .toInstant(ZoneOffset.UTC);
    }

    Instant minutesAgo(int minutes) {
        return mailbox.createdAt().truncatedTo(ChronoUnit.SECONDS).minus(minutes, ChronoUnit.MINUTES);
    }

    String address() {
        return mailbox.address().text();
    }

    /** A mail comes in; the number of the case where it is or beside which it waits, 0 for none. */
    long arrives(Instant at, DemoMail mail) {
        byte[] raw = mail.raw("demo." + organizer + "." + at.getEpochSecond(), at, address(), server(organizer));
        return DemoClock.at(at, () -> receive(raw));
    }

    /** A mail of this moment. */
    long arrives(String id, DemoMail mail) {
        return receive(mail.raw(id, Instant.now(), address(), server(organizer)));
    }

    private long receive(byte[] raw) {
        Intake.Result result = parts.intake()
                .receive(organizer, MAILBOX, raw, new MailOrigin.Push())
                .result();
        if (result instanceof Intake.Decided(MailVerdict verdict, boolean now)) {
            CaseNumber number = verdict.number();
            return number == null ? 0 : number.value();
        }
        return 0;
    }

    /** The agent takes the case and answers its requester. */
    void answers(Instant at, long number, String text, CaseState state) {
        act(at, number, text, new NewReply(text.strip(), true, List.of(), List.of(), List.of(), state), null);
    }

    /** The agent leaves a note for his colleagues. */
    void notes(Instant at, long number, String text) {
        act(at, number, text, NewReply.note(text.strip()), null);
    }

    /** The agent asks a supplier. */
    void asks(Instant at, long number, String supplier, String address, String text) {
        List<EmailAddress> to = EmailAddress.parse(address).stream().toList();
        act(at, number, text, new NewReply(text.strip(), true, to, List.of(), List.of(), CaseState.WAITING), supplier);
    }

    private void act(Instant at, long number, String text, NewReply reply, @Nullable String supplier) {
        if (number == 0) {
            return;
        }
        CaseNumber found = new CaseNumber(number);
        boolean said = parts.cases().entries(organizer, found).stream()
                .anyMatch(entry -> text.strip().equals(entry.text()));
        if (!said) {
            CaseChange change = new CaseChange(
                    Told.nothing(),
                    Told.of(DemoUsers.AGENT),
                    Told.nothing(),
                    Told.nothing(),
                    Told.nothing(),
                    supplier == null ? Told.nothing() : Told.of(supplier),
                    Told.nothing());
            DemoClock.at(at, () -> {
                parts.acts().change(organizer, found, change, AGENT);
                return parts.acts().reply(organizer, found, reply, AGENT);
            });
        }
    }

    /** The Message-ID of the first mail that went from the case to an address; empty as long as none did. */
    Optional<String> sent(long number, String address) {
        if (number == 0) {
            return Optional.empty();
        }
        return parts.deliveries().ofCase(organizer, new CaseNumber(number)).stream()
                .filter(delivery -> delivery.address().text().equals(address))
                .map(Delivery::messageId)
                .findFirst();
    }

    /** The case's tag, as the mailbox writes it. */
    static String tag(long number) {
        return "[ID:%07d]".formatted(number);
    }

    /** What the organizer's mail server calls itself. */
    static String server(OrganizerCode organizer) {
        return "mx." + organizer + ".example";
    }
}
