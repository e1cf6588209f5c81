package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** How many automatic mails have gone where, and which breakers are open. Rule: {@link LoopBudget}. */
public final class AnswerBudgets {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration KEPT = Duration.ofDays(2);
    private static final long SPAN_SECONDS = 600;
    private static final String ACTOR = "answer budget";

    private final OrganizerTransactions transactions;
    private final BudgetStore store;
    private final Journal journal;
    private final Clock clock;

    AnswerBudgets(OrganizerTransactions transactions, BudgetStore store, Journal journal, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
    }

    /** What is counted. */
    record Key(LoopBudget.Scope scope, String subject) {
        static Key sender(EmailAddress address) {
            return new Key(LoopBudget.Scope.SENDER, address.key());
        }

        static Key supportCase(CaseNumber number) {
            return new Key(LoopBudget.Scope.CASE, Long.toString(number.value()));
        }

        static Key pair(String mailbox, EmailAddress address) {
            return new Key(LoopBudget.Scope.PAIR, mailbox + " " + address.key());
        }

        static Key agent(CaseNumber number, String login) {
            return new Key(LoopBudget.Scope.AGENT, number.value() + " " + login);
        }
    }

    /**
     * A budget that was used up: nothing more is sent.
     *
     * @param scope {@code SENDER}, {@code CASE}, {@code PAIR} or {@code AGENT}
     * @param subject an address, a case's number, a mailbox and an address, a case's number and a login
     * @param lastAt when it stopped a mail the last time; after a day without any it closes
     * @param stopped mails that were not sent
     */
    public record Breaker(String scope, String subject, Instant openedAt, Instant lastAt, long stopped) {}

    /** The breakers that are open, the one that stopped something last first. */
    public List<Breaker> open(OrganizerCode organizer) {
        return transactions.read(
                organizer, () -> store.breakers(organizer, clock.instant().minus(LoopBudget.QUIET)));
    }

    /** Closes a breaker; its counts begin anew. */
    public void close(OrganizerCode organizer, String scope, String subject, String actor) {
        transactions.writeOnly(organizer, () -> {
            if (!store.close(organizer, scope, subject)) {
                throw Refusal.notFound("breaker", scope + " " + subject);
            }
            journal(organizer, actor, "breaker-closed", scope, subject);
        });
    }

    /** Automatic mails to an address in the last 24 hours, within the caller's transaction. */
    int inDay(OrganizerCode organizer, EmailAddress address) {
        Instant now = clock.instant();
        Key key = Key.sender(address);
        return store.sent(organizer, List.of(key), now.minus(HOUR), now.minus(DAY))
                .getOrDefault(key, BudgetStore.Sent.NONE)
                .inDay();
    }

    /** Whether a mail may go out, which then is counted for each key; within the caller's writing transaction. */
    boolean take(OrganizerCode organizer, List<Key> keys) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Map<Key, BudgetStore.Sent> sent = store.sent(organizer, keys, now.minus(HOUR), now.minus(DAY));
        Map<Key, Instant> stopped = store.lastStopped(organizer, keys);
        boolean all = true;
        for (Key key : keys) {
            BudgetStore.Sent known = sent.getOrDefault(key, BudgetStore.Sent.NONE);
            switch (key.scope().budget().of(known.inHour(), known.inDay(), stopped.get(key), now)) {
                case SEND -> {
                    // unless another budget says no
                }
                case OPEN -> {
                    all = false;
                    stop(organizer, key, true, now);
                }
                case STOP -> {
                    all = false;
                    stop(organizer, key, false, now);
                }
            }
        }
        if (all) {
            store.count(organizer, keys, span(now));
        }
        return all;
    }

    private void stop(OrganizerCode organizer, Key key, boolean opens, Instant now) {
        store.stop(organizer, key, opens, now);
        if (opens) {
            journal(organizer, ACTOR, "breaker-opened", key.scope().name(), key.subject());
        }
    }

    /** Forgets what counts no more. */
    void forget(OrganizerCode organizer) {
        transactions.writeAside(organizer, () -> {
            store.forget(organizer, clock.instant().minus(KEPT));
            return true;
        });
    }

    private static Instant span(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), SPAN_SECONDS) * SPAN_SECONDS);
    }

    private void journal(OrganizerCode organizer, String actor, String action, String scope, String subject) {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("scope", scope)
                .put("subject", subject)
                .toString();
        journal.append(organizer, actor, List.of(new Change("answer-budget", scope, action, null, body)));
    }
}
