package io.counterfoil.push;

import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.SkipList;
import io.counterfoil.runs.RunCounts;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tickets of one call: what is to be sent, and what came of each.
 *
 * @param sent those that the wallet is asked for, in the order of {@code bodies}
 * @param settled those that it is not asked for: skipped, or not to be sent
 */
record PushPage(List<DueTicket> sent, List<Asked> bodies, List<Pushed> settled) {
    /** With the offset also where that is nothing: Z would say that nobody knows it. */
    private static final DateTimeFormatter TOLD = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT);

    /**
     * Sorts tickets.
     *
     * @param addressees of injected tickets; empty for other functions
     */
    static PushPage of(
            PushKind kind,
            PushSettings settings,
            SkipList linkSkips,
            List<DueTicket> tickets,
            Map<TicketId, Addressee> addressees,
            Instant now) {
        SkipList ownSkips = settings.skipList();
        PushPage page = new PushPage(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (DueTicket ticket : tickets) {
            if (linkSkips.skips(ticket.ticket(), ticket.taxNumber())
                    || ownSkips.skips(ticket.ticket(), ticket.taxNumber())) {
                page.settled.add(pushed(ticket, Pushed.Outcome.SKIPPED, null, now));
            } else if (addressees.get(ticket.ticket()) instanceof Addressee.Nobody(String reason)) {
                page.settled.add(pushed(ticket, Pushed.Outcome.NOT_SENT, reason, now));
            } else {
                page.sent.add(ticket);
                page.bodies.add(body(kind, settings, ticket, addressees.get(ticket.ticket())));
            }
        }
        return page;
    }

    /** What came of every ticket, when the wallet gave these results for those that were sent. */
    List<Pushed> outcome(List<PushResult> results, Instant now) {
        List<Pushed> all = new ArrayList<>(settled);
        for (int i = 0; i < sent.size(); i++) {
            DueTicket ticket = sent.get(i);
            all.add(
                    switch (results.get(i)) {
                        case PushResult.Accepted accepted -> pushed(ticket, Pushed.Outcome.ACCEPTED, null, now);
                        case PushResult.Unchanged unchanged -> pushed(ticket, Pushed.Outcome.UNCHANGED, null, now);
                        case PushResult.Rejected(String reason) -> pushed(ticket, Pushed.Outcome.REJECTED, reason, now);
                        case PushResult.Unknown(String reason) -> pushed(ticket, Pushed.Outcome.UNKNOWN, reason, now);
                    });
        }
        return all;
    }

    static RunCounts counts(List<Pushed> pushed) {
        int applied = 0;
        int unchanged = 0;
        int skipped = 0;
        int bad = 0;
        for (Pushed one : pushed) {
            switch (one.outcome()) {
                case ACCEPTED -> applied++;
                case UNCHANGED -> unchanged++;
                case SKIPPED -> skipped++;
                case REJECTED, UNKNOWN, NOT_SENT -> bad++;
            }
        }
        return new RunCounts(pushed.size(), applied, unchanged, skipped, bad);
    }

    private static Pushed pushed(DueTicket ticket, Pushed.Outcome outcome, @Nullable String reason, Instant now) {
        return new Pushed(ticket.ticket(), ticket.state(), ticket.stateChangedAt(), outcome, reason, now);
    }

    private static Asked body(PushKind kind, PushSettings settings, DueTicket ticket, @Nullable Addressee addressee) {
        Asked asked = Asked.about(ticket.ticket());
        ObjectNode json = asked.body();
        switch (kind) {
            case INJECTION -> {
                describe(json, settings, ticket);
                if (addressee instanceof Addressee.Person person) {
                    json.set("spectatorDetails", SpectatorJson.of(person.address(), person.contact()));
                }
            }
            case CANCELLED -> json.put("reason", ticket.state());
            case CONTROLLED -> json.put("controlledAt", ticket.stateChangedAt().toString());
        }
        return asked;
    }

    private static void describe(ObjectNode json, PushSettings settings, DueTicket ticket) {
        SpectatorJson.put(json, "taxNumber", ticket.taxNumber());
        DueTicket.Event event = ticket.event();
        if (event != null) {
            ObjectNode told = json.putObject("event").put("eventId", event.eventId());
            SpectatorJson.put(told, "name", event.name());
            SpectatorJson.put(told, "startsAt", event.startsAt() == null ? null : TOLD.format(event.startsAt()));
            SpectatorJson.put(told, "venue", event.venue());
        }
        SpectatorJson.put(json, "seat", ticket.seat());
        if (ticket.barcode() != null) {
            json.putObject("security").put("barcode", ticket.barcode());
        }
        if (settings.maxTransfers() != null || settings.transferTimeout() != null) {
            ObjectNode rules = json.putObject("rules");
            if (settings.maxTransfers() != null) {
                rules.put("maxTransfers", settings.maxTransfers());
            }
            SpectatorJson.put(rules, "transferTimeout", settings.transferTimeout());
        }
    }
}
