package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cases of organizers, for reading: each answer is of one moment. */
public final class SupportCases {
    private final OrganizerTransactions transactions;
    private final CaseQueries queries;
    private final Naming naming;

    SupportCases(OrganizerTransactions transactions, CaseQueries queries, Naming naming) {
        this.transactions = transactions;
        this.queries = queries;
        this.naming = naming;
    }

    /** Whom a text names, under former ids too. */
    interface Naming {
        List<ContactId> named(OrganizerCode organizer, String text);
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
            List<ContactId> named = text == null || text.isBlank() ? List.of() : naming.named(organizer, text);
            return queries.list(organizer, filter, named, after, limit);
        });
    }

    /** What was said and done in a case, in its order. */
    public List<CaseEntry> entries(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.entries(organizer, number));
    }

    public List<Participant> participants(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.participants(organizer, number));
    }

    /** Tickets that a case is about. */
    public List<TicketId> tickets(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.tickets(organizer, number));
    }

    /** Cases that belong to a case. */
    public List<CaseLink> links(OrganizerCode organizer, CaseNumber number) {
        return transactions.read(organizer, () -> queries.links(organizer, number));
    }
}
