package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a list of cases shows besides the cases: who waits since when, how much waits, and the filters that a user saved. */
public final class CaseLists {
    /** More are not counted. */
    public static final int COUNTED = 10_000;

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 2_000;
    private static final int MOST_SAVED = 50;

    private final OrganizerTransactions transactions;
    private final CaseListStore store;

    CaseLists(OrganizerTransactions transactions, CaseListStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    /**
     * How much waits for an agent, each at most {@link #COUNTED}.
     *
     * @param cases new and open ones, without spam
     * @param held mails that wait for a decision
     * @param failed mails that broke a stage
     */
    public record Waiting(int cases, int held, int failed) {}

    /**
     * A filter that a user saved.
     *
     * @param query as the list's address has it after the question mark
     */
    public record Saved(String name, String query) {}

    public Waiting waiting(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.waiting(organizer, COUNTED));
    }

    /** Since when somebody outside waits for an answer, of the cases where somebody does. */
    public Map<CaseNumber, Instant> unansweredSince(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        return transactions.read(organizer, () -> store.unansweredSince(organizer, numbers));
    }

    /** Cases that are about a ticket, the newest first. */
    public List<CaseNumber> ofTicket(OrganizerCode organizer, TicketId ticket, int most) {
        return transactions.read(organizer, () -> store.ofTicket(organizer, ticket, most));
    }

    /** What the user saved, by name. */
    public List<Saved> saved(OrganizerCode organizer, String login) {
        return transactions.read(organizer, () -> store.saved(organizer, login));
    }

    /** Keeps a filter for its user; one of the same name is replaced. */
    public void save(OrganizerCode organizer, String login, Saved saved) {
        String name = saved.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("name", name, "1 to " + LONGEST_NAME + " characters, no control characters");
        }
        if (saved.query().length() > LONGEST_QUERY || saved.query().codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("query", saved.query(), "at most " + LONGEST_QUERY + " characters");
        }
        transactions.writeAside(organizer, () -> {
            if (store.saved(organizer, login).size() >= MOST_SAVED) {
                throw Refusal.conflict("too-many-filters", "there are " + MOST_SAVED + " saved filters already");
            }
            store.save(organizer, login, new Saved(name, saved.query()));
            return true;
        });
    }

    public void forget(OrganizerCode organizer, String login, String name) {
        transactions.writeAside(organizer, () -> {
            store.forget(organizer, login, name);
            return true;
        });
    }
}
