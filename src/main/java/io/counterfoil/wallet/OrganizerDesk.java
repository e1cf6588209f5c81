package io.counterfoil.wallet;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.Verdict.Accepted;
import io.counterfoil.wallet.Verdict.Rejected;
import io.counterfoil.wallet.Verdict.Unchanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an organizer asks of the wallet. Each call is one transaction over up to 1000 tickets, answered one by one in the
 * order asked; each is idempotent by ticket and transfer. Source: wallet contract.
 */
final class OrganizerDesk {
    static final int MOST_TICKETS = 1000;
    private static final int MOST_TEXT = 500;

    private final Wallet wallet;
    private final Duration defaultTimeout;

    /** @param defaultTimeout for tickets that are injected without {@code rules.transferTimeout} */
    OrganizerDesk(Wallet wallet, Duration defaultTimeout) {
        this.wallet = wallet;
        this.defaultTimeout = defaultTimeout;
    }

    /** The answer for one ticket; {@code ticketId} is null where none could be read. */
    record Result(
            @Nullable String ticketId,
            String outcome,
            @Nullable String reason,
            @Nullable Long sequence) {}

    /** {@code POST {url}}. */
    List<Result> inject(OrganizerCode organizer, JsonNode body) {
        return each(organizer, body, item -> {
            TicketFace face = face(item);
            EmailAddress address = Input.address(item.path("spectatorDetails"), "email");
            return new Asked(face.ticketId(), address, null, true, hand -> inject(hand, face));
        });
    }

    /** {@code POST {url}/invalidations}. */
    List<Result> invalidate(OrganizerCode organizer, JsonNode body) {
        return each(
                organizer,
                body,
                item -> onTicket(item, null, hand -> hand.life().invalidate()));
    }

    /** {@code POST {url}/controls}. */
    List<Result> control(OrganizerCode organizer, JsonNode body) {
        return each(organizer, body, item -> {
            var at = Input.time(item, "controlledAt");
            return onTicket(item, null, hand -> hand.life().control(at == null ? hand.work.now() : at));
        });
    }

    /**
     * {@code POST {url}/reassignments}. An optional {@code reassignmentId} makes a repeat safe even when the ticket has
     * moved on since.
     */
    List<Result> reassign(OrganizerCode organizer, JsonNode body) {
        return each(organizer, body, item -> {
            EmailAddress address = Input.address(item.path("spectatorDetails"), "email");
            String id = Input.text(item, "reassignmentId", 200);
            return onTicket(item, address, hand -> hand.life().reassign(hand.person(), id));
        });
    }

    /** {@code POST {url}/transfers/cancel}. */
    List<Result> cancel(OrganizerCode organizer, JsonNode body) {
        return each(
                organizer,
                body,
                item -> onTransfer(item, null, hand -> hand.life().cancelFor(hand.way())));
    }

    /** {@code POST {url}/transfers/resend}. */
    List<Result> resend(OrganizerCode organizer, JsonNode body) {
        return each(
                organizer,
                body,
                item -> onTransfer(item, null, hand -> hand.life().resend(hand.way())));
    }

    /** {@code POST {url}/transfers/recipient}. */
    List<Result> correctRecipient(OrganizerCode organizer, JsonNode body) {
        return each(organizer, body, item -> {
            EmailAddress address = Input.address(item, "recipientEmail");
            return onTransfer(item, address, hand -> hand.life().correctRecipient(hand.way(), hand.person()));
        });
    }

    private static Verdict inject(Hand hand, TicketFace face) {
        WalletTicket there = hand.ticket;
        Account person = hand.person();
        if (there == null) {
            WalletTicket ticket = new WalletTicket(face, person.id(), person, hand.work.now());
            hand.work.add(ticket);
            return hand.work.life(ticket).inject();
        }
        boolean samePerson = person.id().equals(there.addressedTo) || person.is(there.owner);
        if (samePerson && face.equals(there.face)) {
            return new Unchanged(there.lastSequence);
        }
        if (there.deletionAt != null) {
            return new Rejected("deleted", "the ticket has been withdrawn");
        }
        if (!samePerson) {
            return new Rejected("held-by-another", "the ticket is in another spectator's wallet; reassign it");
        }
        there.face = face;
        hand.work.add(there);
        return new Accepted(there.lastSequence);
    }

    private TicketFace face(JsonNode item) {
        JsonNode event = item.path("event");
        JsonNode seat = item.path("seat");
        JsonNode rules = item.path("rules");
        Duration timeout = Input.duration(rules, "transferTimeout");
        return new TicketFace(
                Input.ticketId(item),
                Input.text(item, "taxNumber", 200),
                Input.text(event, "eventId", 200),
                Input.text(event, "name", MOST_TEXT),
                Input.time(event, "startsAt"),
                Input.offset(event, "startsAt"),
                Input.text(event, "venue", MOST_TEXT),
                seat.isObject() ? seat.toString() : Input.text(item, "seat", MOST_TEXT),
                Input.text(item.path("security"), "barcode", MOST_TEXT),
                Input.number(rules, "maxTransfers", 0, 1_000_000),
                timeout == null ? defaultTimeout : timeout);
    }

    private static Asked onTicket(JsonNode item, @Nullable EmailAddress address, Function<Hand, Verdict> act) {
        return new Asked(
                Input.ticketId(item),
                address,
                null,
                false,
                hand -> hand.ticket == null
                        ? new Rejected("unknown-ticket", "the ticket is not in this wallet")
                        : act.apply(hand));
    }

    private static Asked onTransfer(JsonNode item, @Nullable EmailAddress address, Function<Hand, Verdict> act) {
        return new Asked(
                Input.ticketId(item),
                address,
                Input.required(item, "transferId", 200),
                false,
                hand -> hand.ticket == null || hand.transfer == null
                        ? new Rejected("unknown-transfer", "the ticket has no such transfer in this wallet")
                        : act.apply(hand));
    }

    private List<Result> each(OrganizerCode organizer, JsonNode body, Function<JsonNode, Asked> reader) {
        List<Object> questions = new ArrayList<>();
        for (JsonNode item : items(body)) {
            questions.add(read(item, reader));
        }
        List<Asked> asked = questions.stream()
                .filter(Asked.class::isInstance)
                .map(Asked.class::cast)
                .toList();
        return wallet.write(organizer, work -> {
            work.take(asked.stream().map(Asked::ticketId).distinct().toList());
            Map<String, Account> people = people(work, asked);
            Map<String, Transfer> transfers = transfers(work, asked);
            List<Result> results = new ArrayList<>();
            for (Object question : questions) {
                results.add(question instanceof Asked one ? answer(work, one, people, transfers) : (Result) question);
            }
            return results;
        });
    }

    private static Iterable<JsonNode> items(JsonNode body) {
        JsonNode tickets = body.path("tickets");
        if (!tickets.isArray() || tickets.isEmpty() || tickets.size() > MOST_TICKETS) {
            throw Refusal.invalid(
                    "tickets",
                    tickets.isArray() ? tickets.size() + " entries" : null,
                    "an array of 1 to " + MOST_TICKETS + " tickets");
        }
        return tickets;
    }

    /** What is asked for a ticket, or the rejection of what cannot be read. */
    private static Object read(JsonNode item, Function<JsonNode, Asked> reader) {
        try {
            return reader.apply(item);
        } catch (Refusal unreadable) {
            String id = item.path("ticketId").asStringOpt().orElse(null);
            return new Result(id, "REJECTED", unreadable.getMessage(), null);
        }
    }

    private static Map<String, Account> people(WalletWork work, List<Asked> asked) {
        Set<EmailAddress> addresses = new HashSet<>();
        for (Asked one : asked) {
            // an address is remembered only where there is something to do with it
            if (one.address != null && (one.adds || work.ticket(one.ticketId) != null)) {
                addresses.add(one.address);
            }
        }
        return addresses.isEmpty() ? Map.of() : work.accounts(addresses);
    }

    private static Map<String, Transfer> transfers(WalletWork work, List<Asked> asked) {
        List<String> ids = asked.stream()
                .map(Asked::transferId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return ids.isEmpty() ? Map.of() : work.transfers(ids);
    }

    private static Result answer(
            WalletWork work, Asked one, Map<String, Account> people, Map<String, Transfer> transfers) {
        Transfer transfer = one.transferId == null ? null : transfers.get(one.transferId);
        if (transfer != null && !transfer.ticketId().equals(one.ticketId)) {
            transfer = null;
        }
        Hand hand = new Hand(
                work,
                work.ticket(one.ticketId),
                one.address == null ? null : people.get(one.address.key()),
                transfer == null ? null : work.latest(transfer));
        return switch (one.step.apply(hand)) {
            case Accepted(long sequence) -> new Result(one.ticketId, "ACCEPTED", null, sequence);
            case Unchanged(long sequence) -> new Result(one.ticketId, "UNCHANGED", null, sequence);
            case Rejected(String type, String reason) -> new Result(one.ticketId, "REJECTED", reason, null);
        };
    }

    /**
     * What is asked for one ticket, read but not yet done.
     *
     * @param adds the ticket may be new to the wallet
     */
    private record Asked(
            String ticketId,
            @Nullable EmailAddress address,
            @Nullable String transferId,
            boolean adds,
            Function<Hand, Verdict> step) {}

    /** A ticket in hand with what was asked for it. */
    private record Hand(
            WalletWork work,
            @Nullable WalletTicket ticket,
            @Nullable Account account,
            @Nullable Transfer transfer) {
        TicketLife life() {
            return work.life(Objects.requireNonNull(ticket));
        }

        Account person() {
            return Objects.requireNonNull(account);
        }

        Transfer way() {
            return Objects.requireNonNull(transfer);
        }
    }
}
