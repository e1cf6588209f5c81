package io.counterfoil.push;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.WalletEndpoint;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.RetryRule;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.push.ReassignmentStore.Waiting;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.BackOfficeChanges;
import io.counterfoil.tickets.LogItem;
import io.counterfoil.tickets.LogItem.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks wallets for back-office changes, again and again until they answer. The waiting line is the outbox: it was stored
 * before anybody asks, and stays until the answer is stored. Each call names the line, so that a wallet which did it before
 * answers as it did then.
 */
final class Reassignments {
    private static final RetryRule AGAIN =
            new RetryRule(Integer.MAX_VALUE, Duration.ofSeconds(2), Duration.ofMinutes(5));
    /** Longer than any call takes. */
    private static final Duration CLAIM = Duration.ofMinutes(2);

    private final OrganizerTransactions transactions;
    private final ReassignmentStore store;
    private final BackOfficeChanges changes;
    private final Contacts contacts;
    private final Interfaces interfaces;
    private final Endpoints endpoints;
    private final SyncPositions positions;
    private final Clock clock;

    Reassignments(
            OrganizerTransactions transactions,
            ReassignmentStore store,
            BackOfficeChanges changes,
            Contacts contacts,
            Interfaces interfaces,
            SyncPositions positions,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.changes = changes;
        this.contacts = contacts;
        this.interfaces = interfaces;
        this.endpoints = new Endpoints(interfaces);
        this.positions = positions;
        this.clock = clock;
    }

    /** Asks for everything that may be asked for now; answers how many were answered. */
    int askAll(OrganizerCode organizer, PushClient client) {
        if (!transactions.read(organizer, () -> store.hasWaiting(organizer, now()))) {
            return 0;
        }
        int answered = 0;
        List<Claimed> claimed;
        do {
            claimed = claim(organizer, null);
            answered += ask(organizer, claimed, client);
        } while (claimed.size() == WalletCall.MOST_TICKETS);
        return answered;
    }

    /** Asks for one change, unless somebody is asking for it just now. */
    void askFor(OrganizerCode organizer, UUID distributionId, PushClient client) {
        ask(organizer, claim(organizer, distributionId), client);
    }

    /**
     * A change that this caller alone asks for.
     *
     * @param person to whom; null: erased meanwhile
     */
    private record Claimed(Waiting waiting, @Nullable Contact person) {}

    private List<Claimed> claim(OrganizerCode organizer, @Nullable UUID only) {
        return transactions.write(organizer, () -> {
            List<Waiting> waiting = store.waiting(organizer, only, now(), WalletCall.MOST_TICKETS);
            store.claim(organizer, waiting, now().plus(CLAIM));
            Map<ContactId, Contact> people = contacts.findAll(
                    organizer, waiting.stream().map(Waiting::to).distinct().toList());
            return waiting.stream()
                    .map(one -> new Claimed(one, people.get(one.to())))
                    .toList();
        });
    }

    private int ask(OrganizerCode organizer, List<Claimed> claimed, PushClient client) {
        Map<String, List<Claimed>> byInterface = new TreeMap<>();
        int answered = 0;
        for (Claimed one : claimed) {
            String holder = one.waiting().interfaceCode();
            if (holder == null) {
                answered += answer(organizer, one, new Answer.Rejected("no wallet has the ticket", now()));
            } else if (address(one.person()).isEmpty()) {
                answered += answer(
                        organizer,
                        one,
                        new Answer.Rejected("contact " + one.waiting().to() + " has no e-mail address", now()));
            } else {
                byInterface.computeIfAbsent(holder, none -> new ArrayList<>()).add(one);
            }
        }
        for (Map.Entry<String, List<Claimed>> wallet : byInterface.entrySet()) {
            answered += askWallet(organizer, wallet.getKey(), wallet.getValue(), client);
        }
        return answered;
    }

    private int askWallet(OrganizerCode organizer, String code, List<Claimed> claimed, PushClient client) {
        // before the call: the answer belongs to the epoch in which it was asked for
        int epoch = positions.find(organizer, code).epoch();
        return switch (call(organizer, code, claimed, client)) {
            case PushAnswer.Results(List<PushResult> results) -> {
                int answered = 0;
                LogItem.Stream stream = new LogItem.Stream(code, epoch);
                for (int i = 0; i < claimed.size(); i++) {
                    answered += take(organizer, claimed.get(i), results.get(i), stream);
                }
                yield answered;
            }
            case PushAnswer.Refused(String reason) -> later(organizer, claimed, reason);
            case PushAnswer.Failed(String reason) -> later(organizer, claimed, reason);
            case PushAnswer.Stopped() -> later(organizer, claimed, "stopped");
        };
    }

    private PushAnswer call(OrganizerCode organizer, String code, List<Claimed> claimed, PushClient client) {
        WalletEndpoint endpoint;
        try {
            Interface link = interfaces.require(organizer, code);
            endpoint = endpoints.of(link);
        } catch (Refusal misconfigured) {
            return new PushAnswer.Failed(String.valueOf(misconfigured.getMessage()));
        }
        List<Asked> asked = claimed.stream().map(Reassignments::asked).toList();
        return client.call(endpoint, WalletCall.REASSIGN, asked, () -> false, RawCalls.NOT_KEPT);
    }

    private static Asked asked(Claimed one) {
        Asked asked = Asked.about(one.waiting().ticket());
        asked.body().put("reassignmentId", one.waiting().distributionId().toString());
        SpectatorJson.put(asked.body(), "reason", one.waiting().reason());
        address(one.person())
                .ifPresent(address -> asked.body().set("spectatorDetails", SpectatorJson.of(address, one.person())));
        return asked;
    }

    private int take(OrganizerCode organizer, Claimed one, PushResult result, LogItem.Stream stream) {
        return switch (result) {
            case PushResult.Accepted(Long sequence) ->
                answer(organizer, one, new Answer.Accepted(stream, sequence, now()));
            case PushResult.Unchanged(Long sequence) ->
                answer(organizer, one, new Answer.Accepted(stream, sequence, now()));
            case PushResult.Rejected(String reason) -> answer(organizer, one, new Answer.Rejected(reason, now()));
            case PushResult.Unknown(String reason) -> later(organizer, List.of(one), reason);
        };
    }

    private int answer(OrganizerCode organizer, Claimed one, Answer answer) {
        Waiting waiting = one.waiting();
        return transactions.write(organizer, () -> {
            store.answered(organizer, waiting.distributionId());
            return changes.answered(organizer, waiting.ticket(), waiting.distributionId(), answer) ? 1 : 0;
        });
    }

    /** No answer: the line goes on waiting. */
    private int later(OrganizerCode organizer, List<Claimed> claimed, String problem) {
        transactions.writeAside(organizer, () -> {
            for (Claimed one : claimed) {
                Duration wait = AGAIN.waitAfter(one.waiting().attempts() + 1, Duration.ZERO)
                        .orElse(AGAIN.longestWait());
                store.failed(organizer, one.waiting().distributionId(), problem, now().plus(wait));
            }
            return true;
        });
        return 0;
    }

    private static Optional<EmailAddress> address(@Nullable Contact person) {
        return person == null || person.erasedAt() != null ? Optional.empty() : EmailAddress.parse(person.email());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
