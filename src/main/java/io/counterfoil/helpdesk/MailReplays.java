package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.CaptureRules.Captured;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Takes mails again from their bytes. One that was left or had failed is taken as it would have been. One that was taken is read and decided
 * about again, and what that would change is told: nothing is written and nothing sent, so it can be done any number of times.
 */
public final class MailReplays {
    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final Intake intake;
    private final IntakeReader reader;
    private final CaseTools tools;
    private final CaptureRules rules;
    private final CaseFields fields;

    MailReplays(
            OrganizerTransactions transactions,
            InboundMails mails,
            Intake intake,
            IntakeReader reader,
            CaseTools tools,
            CaptureRules rules,
            CaseFields fields) {
        this.transactions = transactions;
        this.mails = mails;
        this.intake = intake;
        this.reader = reader;
        this.tools = tools;
        this.rules = rules;
        this.fields = fields;
    }

    /** Takes a mail again; refused when there is none, or its bytes were erased with a person. */
    public Replay replay(OrganizerCode organizer, UUID mailId) {
        InboundMail mail = mails.find(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId));
        return switch (mail.state()) {
            case WAITING, FAILED -> {
                // taking an erased one would keep it as failed again; one that cannot be read is taken, which says so
                IntakeReader.refuseErased(mails.raw(organizer, mailId));
                yield new Replay.Taken(intake.takeNow(organizer, mailId));
            }
            case TAKEN -> compared(organizer, mailId);
        };
    }

    private Replay compared(OrganizerCode organizer, UUID mailId) {
        Intake.Reading reading = reader.read(organizer, mailId);
        return transactions.read(organizer, () -> {
            MailVerdict then = reader.verdict(organizer, mailId).orElseThrow(() -> Refusal.notFound("message", mailId));
            Known known = asOf(then.at(), reader.known(organizer, reading));
            Stage.Stop stop = reader.decided(Facts.of(reading.arrived(), known, then.at()), stage -> {});
            return compared(organizer, then, stop, reading);
        });
    }

    private Replay.Compared compared(
            OrganizerCode organizer, MailVerdict then, Stage.Stop stop, Intake.Reading reading) {
        Arrived arrived = reading.arrived();
        // the rows that would be written are made, and left
        CaseNumber any = then.number() == null ? new CaseNumber(1) : then.number();
        MailVerdict now = new IntakeRows(tools.store().together(), tools.ids(), List.of(any))
                .of(stop.facts(), stop.plan())
                .verdict();
        List<CaseEntry> entries = tools.queries().said().ofMail(organizer, then.mailId());
        List<TicketId> tickets = new ArrayList<>();
        List<Captured> captured = new ArrayList<>();
        CaseNumber number = then.number();
        if (number != null && isIn(then)) {
            tickets.addAll(IntakeEntries.tickets(stop.facts()).keySet());
            tickets.removeAll(tools.queries().tickets(organizer, number));
            captured.addAll(newFields(organizer, number, reading));
        }
        return new Replay.Compared(
                then,
                now,
                entries.stream()
                        .filter(entry -> entry.action() != CaseAction.NOTE || entries.size() == 1)
                        .map(CaseEntry::text)
                        .findFirst()
                        .orElse(""),
                text(arrived, stop.plan()),
                tickets,
                captured);
    }

    private static boolean isIn(MailVerdict then) {
        return then.outcome() == Decision.Outcome.OPENED || then.outcome() == Decision.Outcome.APPENDED;
    }

    private static String text(Arrived arrived, Plan plan) {
        return plan instanceof Plan.OpenForCustomer customer
                ? CaseText.bounded(customer.forwarded().text())
                : arrived.text();
    }

    private List<Captured> newFields(OrganizerCode organizer, CaseNumber number, Intake.Reading reading) {
        if (reading.arrived().mail().nature().kind() != MailKind.HUMAN) {
            return List.of();
        }
        Set<String> filled = fields.of(organizer, number).stream()
                .map(field -> CaseFields.key(field.name()))
                .collect(Collectors.toSet());
        return rules
                .capture(organizer, reading.mailbox().code(), reading.arrived().mail())
                .stream()
                .filter(found -> !filled.contains(CaseFields.key(found.field())))
                .toList();
    }

    /** Without what came later: cases that were opened, mails that joined and cases that closed since. */
    private static Known asOf(Instant then, Known known) {
        Map<CaseNumber, CaseAtHand> cases = new LinkedHashMap<>();
        known.cases().forEach((number, atHand) -> {
            if (atHand.supportCase().openedAt().isBefore(then)) {
                cases.put(number, asOf(then, atHand));
            }
        });
        Set<CaseNumber> there = new HashSet<>(cases.keySet());
        return new Known(
                known.mailbox(),
                known.ownAddresses(),
                known.named(),
                cases,
                known.messages().stream()
                        .filter(message -> message.at().isBefore(then) && there.contains(message.number()))
                        .toList(),
                known.book(),
                known.agent(),
                known.supplier(),
                known.referenced().filter(there::contains),
                known.tickets(),
                known.blocked());
    }

    private static CaseAtHand asOf(Instant then, CaseAtHand atHand) {
        SupportCase found = atHand.supportCase();
        Instant closed = found.closedAt();
        SupportCase followUp = atHand.followUp();
        boolean closedSince = found.state() == CaseState.CLOSED && closed != null && !closed.isBefore(then);
        return new CaseAtHand(
                closedSince ? CaseEdit.of(found, then).state(CaseState.OPEN).done() : found,
                atHand.participants(),
                followUp != null && followUp.openedAt().isBefore(then) ? followUp : null);
    }
}
