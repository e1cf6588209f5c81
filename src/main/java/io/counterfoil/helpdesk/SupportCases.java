package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The cases of organizers, for reading: each answer is of one moment. */
public final class SupportCases {
    private static final int SHOWN = 200;
    private static final int AUTOMATIC_SHOWN = 20;

    private final OrganizerTransactions transactions;
    private final CaseQueries queries;
    private final Naming naming;

    SupportCases(OrganizerTransactions transactions, CaseQueries queries, Naming naming) {
        this.transactions = transactions;
        this.queries = queries;
        this.naming = naming;
    }

    /** What a text names. */
    interface Naming {
        /** People, under former ids too. */
        List<ContactId> named(OrganizerCode organizer, String text);

        /** The case whose tag it is, under whatever tag the organizer has or had. */
        default Optional<CaseNumber> tagged(OrganizerCode organizer, String text) {
            return Optional.empty();
        }
    }

    /** A case's place among those that were changed last. */
    public record Place(Instant updatedAt, CaseNumber number) {}

    /** The case that has the number, or had it before it was merged. */
    public Optional<SupportCase> find(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.find(organizer, number));
    }

    /** {@link #find}, or a refusal that says that there is none. */
    public SupportCase require(OrganizerCode organizer, CaseNumber number) {
        return find(organizer, number).orElseThrow(() -> Refusal.notFound("case", number));
    }

    /** Cases, the last changed first, after a place or from the first; without those that were merged. */
    public List<SupportCase> list(OrganizerCode organizer, CaseFilter filter, @Nullable Place after, int limit) {
        String text = filter.text();
        return transactions.read(organizer, () -> {
            if (text == null || text.isBlank()) {
                return queries.list(organizer, filter, List.of(), after, limit);
            }
            CaseFilter plain = naming.tagged(organizer, text)
                    .map(number -> filter.withText(number.toString()))
                    .orElse(filter);
            return queries.list(organizer, plain, naming.named(organizer, text), after, limit);
        });
    }

    /** What cases keep of a person: those that are his, and those in which he wrote. */
    public List<PersonsCase> ofPerson(OrganizerCode organizer, Collection<ContactId> contacts) {
        return transactions.read(organizer, () -> queries.ofPerson(organizer, contacts));
    }

    /** What was said and done in a case, in its order. */
    public List<CaseEntry> entries(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.said().entries(organizer, number));
    }

    /** How many entries cases have; of one without there is nothing. */
    public Map<CaseNumber, Integer> entryCounts(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        return transactions.read(organizer, () -> queries.said().counts(organizer, numbers));
    }

    /** What was said and done in cases, in its order; of one in which nothing was there is nothing. */
    public Map<CaseNumber, List<CaseEntry>> entries(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        return transactions.read(organizer, () -> queries.said().entries(organizer, numbers));
    }

    /**
     * Some of a case's entries, in their order.
     *
     * @param older how many there are before them
     * @param automatic how many automatic replies and bounces between them are left out
     * @param beforeAutomatic before this entry are those left out; null: none is
     */
    public record Stretch(
            List<CaseEntry> entries,
            long older,
            long automatic,
            @Nullable UUID beforeAutomatic) {}

    /**
     * The last entries of a case. So that a storm of automatic replies hides nothing that somebody wrote, only the last few of those
     * are among them.
     *
     * @param before those before this entry, of any kind; null: the last ones
     */
    public Stretch stretch(OrganizerCode organizer, CaseNumber number, @Nullable UUID before) {
        return transactions.read(organizer, () -> {
            CaseEntryQueries said = queries.said();
            if (before != null) {
                List<CaseEntry> entries = said.before(organizer, number, before, SHOWN);
                return new Stretch(entries, older(organizer, number, entries).older(), 0, null);
            }
            List<CaseEntry> entries = withoutOlderThanWritten(said.latest(organizer, number, SHOWN, AUTOMATIC_SHOWN));
            CaseEntryQueries.Around around = older(organizer, number, entries);
            long automatic = around.notOlder() - entries.size();
            UUID first = automatic == 0
                    ? null
                    : entries.stream()
                            .filter(CaseEntry::isAutomatic)
                            .findFirst()
                            .map(CaseEntry::id)
                            .orElse(null);
            return new Stretch(entries, around.older(), automatic, first);
        });
    }

    /** Where not all are there that somebody made, what is older than those is none of them. */
    private static List<CaseEntry> withoutOlderThanWritten(List<CaseEntry> entries) {
        long written = entries.stream().filter(entry -> !entry.isAutomatic()).count();
        return written < SHOWN
                ? entries
                : entries.stream().dropWhile(CaseEntry::isAutomatic).toList();
    }

    private CaseEntryQueries.Around older(OrganizerCode organizer, CaseNumber number, List<CaseEntry> entries) {
        return entries.isEmpty()
                ? new CaseEntryQueries.Around(0, 0)
                : queries.said().around(organizer, number, entries.getFirst());
    }

    /** The last mail from a requester in his case, be it one that nobody wrote. */
    public Optional<UUID> lastMailOf(OrganizerCode organizer, CaseNumber number, @Nullable ContactId requester) {
        return transactions.read(organizer, () -> queries.said().lastMailOf(organizer, number, requester));
    }

    public List<Participant> participants(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.participants(organizer, number));
    }

    /** Tickets that a case is about. */
    public List<TicketId> tickets(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.tickets(organizer, number));
    }

    /** Tickets that cases are about; of one that is about none there is nothing. */
    public Map<CaseNumber, List<TicketId>> tickets(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        return transactions.read(organizer, () -> queries.tickets(organizer, numbers));
    }

    /** Cases that belong to a case. */
    public List<CaseLink> links(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.links(organizer, number));
    }
}
