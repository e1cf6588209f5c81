package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.TicketView.Actions;
import io.counterfoil.backoffice.TicketView.Line;
import io.counterfoil.backoffice.TicketView.LogLine;
import io.counterfoil.backoffice.TicketView.Touched;
import io.counterfoil.contacts.Contact;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.Undoing;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.LogItem.Transfer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import io.counterfoil.tickets.Ticket;
import io.counterfoil.tickets.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what a ticket's page shows. */
final class TicketStory {
    private static final Duration LEAST = Duration.ofHours(1);

    private final OrganizerTransactions transactions;
    private final Tickets tickets;
    private final Undoing undoing;
    private final JsonMapper json;
    private final Clock clock;

    TicketStory(OrganizerTransactions transactions, Tickets tickets, Undoing undoing, JsonMapper json, Clock clock) {
        this.transactions = transactions;
        this.tickets = tickets;
        this.undoing = undoing;
        this.json = json;
        this.clock = clock;
    }

    TicketView of(OrganizerCode organizer, TicketId id, SignedIn user, Formats fmt) {
        return transactions.read(organizer, () -> {
            Tickets.View view = tickets.view(organizer, id);
            Tickets.HolderView first = tickets.holder(organizer, id, Instant.EPOCH);
            Map<ContactId, Contact> known = new HashMap<>(view.people());
            known.putAll(first.people());
            People people = new People(user.viewIn(organizer), fmt, known);
            List<WalletEntry> log = tickets.statusLog(organizer, id);
            List<Line> lines =
                    view.lines().stream().map(line -> line(line, people)).toList();
            Ticket ticket = view.ticket();
            return new TicketView(
                    ticket,
                    people.of(ticket.culturalContact()),
                    people.address(ticket.walletOwner()),
                    beneficiary(ticket, people),
                    lines.stream()
                            .filter(line -> line.line().status() == Distribution.Status.PENDING)
                            .findFirst()
                            .orElse(null),
                    lines,
                    ChainPicture.of(view.lines(), first.holder().culturalContact(), people, fmt),
                    log.stream().map(entry -> logLine(entry, people)).toList(),
                    runs(view.lines(), log),
                    actions(organizer, view, people, user),
                    undoing.open(organizer, id).orElse(null));
        });
    }

    HeldAt held(OrganizerCode organizer, TicketId id, HeldAt.Moment moment, SignedIn user, Formats fmt) {
        return transactions.read(organizer, () -> {
            Instant until = clock.instant();
            Instant from = tickets.view(organizer, id).lines().stream()
                    .flatMap(line -> Stream.of(line.recordedAt(), ChainPicture.begin(line)))
                    .min(Instant::compareTo)
                    .orElse(until)
                    .minus(LEAST);
            Instant at = moment.within(from, until, fmt.zone());
            Tickets.HolderView found = tickets.holder(organizer, id, at);
            People people = new People(user.viewIn(organizer), fmt, found.people());
            Distribution line = found.holder().line();
            return new HeldAt(
                    from,
                    until,
                    at,
                    HeldAt.stepOf(at, from, until),
                    people.of(found.holder().culturalContact()),
                    line == null ? null : (line.resolvedAt() == null ? line.recordedAt() : line.resolvedAt()),
                    line == null);
        });
    }

    private static Line line(Distribution line, People people) {
        return new Line(
                line,
                people.of(line.oldContact()),
                people.of(line.newContact()),
                line.initiatedAt(),
                line.source() == Distribution.Source.INFERRED);
    }

    private static LogLine logLine(WalletEntry entry, People people) {
        Transfer transfer = entry.transfer();
        return new LogLine(
                entry,
                people.address(entry.walletOwner().orNull()),
                transfer == null ? "" : people.address(transfer.sender()),
                transfer == null ? "" : people.address(transfer.recipient()));
    }

    private static List<Touched> runs(List<Distribution> lines, List<WalletEntry> log) {
        Map<UUID, Instant> runs = new HashMap<>();
        log.forEach(entry -> runs.merge(entry.runId(), entry.receivedAt(), TicketStory::later));
        for (Distribution line : lines) {
            for (Distribution.Step step : line.steps()) {
                if (step.runId() != null) {
                    runs.merge(step.runId(), step.recordedAt(), TicketStory::later);
                }
            }
        }
        return runs.entrySet().stream()
                .map(run -> new Touched(run.getKey(), run.getValue()))
                .sorted((a, b) -> b.at().compareTo(a.at()))
                .toList();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Back to the old contact of the last confirmed line, while that line's new contact has it (distribution rule 6). */
    private static Actions actions(OrganizerCode organizer, Tickets.View view, People people, SignedIn user) {
        if (!user.may(organizer, Permission.MOVE_TICKET)) {
            return Actions.NONE;
        }
        Distribution last = view.lines().reversed().stream()
                .filter(line -> line.status() == Distribution.Status.CONFIRMED)
                .findFirst()
                .orElse(null);
        boolean back = last != null
                && last.oldContact() != null
                && Objects.equals(last.newContact(), view.ticket().culturalContact());
        boolean ours = last != null
                && (last.source() == Distribution.Source.BACK_OFFICE || last.source() == Distribution.Source.IMPORT);
        boolean transfer = view.open()
                .filter(line -> line.transferId() != null && line.source() != Distribution.Source.BACK_OFFICE)
                .isPresent();
        return new Actions(
                true,
                back && ours,
                back && !ours,
                transfer,
                back && last != null ? people.of(last.oldContact()) : null);
    }

    /** The name in the wallet's JSON of the ticket holder; whatever else it holds is not shown. */
    private String beneficiary(Ticket ticket, People people) {
        String told = ticket.ticketHolder();
        if (told == null) {
            return "";
        }
        try {
            JsonNode holder = json.readTree(told);
            String name = Stream.of("firstName", "lastName")
                    .map(part -> text(holder.get(part)))
                    .filter(Objects::nonNull)
                    .reduce((first, last) -> first + " " + last)
                    .orElse("");
            return Objects.requireNonNullElse(people.view().name(name), "");
        } catch (JacksonException noJson) {
            return "";
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isString() ? null : node.asString();
    }
}
