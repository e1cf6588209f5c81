package io.counterfoil.tickets;

import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.Contacts;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.tickets.TicketSearch.LineOf;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The transfers behind a figure of {@link TransferFigures}, one by one. */
public final class TransferLists {
    private final TransferListQueries queries;
    private final OrganizerTransactions transactions;
    private final Contacts contacts;

    TransferLists(TransferListQueries queries, OrganizerTransactions transactions, Contacts contacts) {
        this.queries = queries;
        this.transactions = transactions;
        this.contacts = contacts;
    }

    /** Which transfers. */
    public sealed interface Which {}

    /**
     * Those that are open.
     *
     * @param begunAfter not those that began then or earlier; null: however old
     * @param begunUntil not those that began later; null: however young
     */
    public record Open(
            @Nullable Instant begunAfter, @Nullable Instant begunUntil) implements Which {}

    /** Those in wallets that began within a time, whatever became of them. */
    public record Begun(Instant from, Instant before) implements Which {}

    /** A place in a list: the transfers after one that began so, and has this id. */
    public record Place(Instant begun, UUID line) {}

    /**
     * A page of a list, the first to begin first.
     *
     * @param people everybody whom the lines name
     * @param next where the next page begins; null: there is no more
     */
    public record Page(
            List<LineOf> lines,
            Map<ContactId, Contact> people,
            @Nullable Place next) {}

    /** @param after null: from the first */
    public Page page(OrganizerCode organizer, Which which, @Nullable Place after, int limit) {
        return transactions.read(organizer, () -> {
            List<LineOf> found = switch (which) {
                case Open open -> queries.open(organizer, open, after, limit + 1);
                case Begun begun -> queries.begun(organizer, begun, after, limit + 1);
            };
            List<LineOf> shown = found.size() > limit ? found.subList(0, limit) : found;
            Set<ContactId> named = new LinkedHashSet<>();
            for (LineOf each : shown) {
                named.add(each.line().newContact());
                ContactId old = each.line().oldContact();
                if (old != null) {
                    named.add(old);
                }
            }
            return new Page(
                    List.copyOf(shown),
                    contacts.findAll(organizer, named),
                    found.size() > limit ? place(shown.getLast().line()) : null);
        });
    }

    /** When a line began, as far as anybody knows. */
    public static Instant begun(Distribution line) {
        return Objects.requireNonNullElse(
                line.initiatedAt(),
                line.status() == Distribution.Status.PENDING
                        ? line.recordedAt()
                        : Objects.requireNonNullElse(line.resolvedAt(), line.recordedAt()));
    }

    private static Place place(Distribution line) {
        return new Place(begun(line), line.id());
    }
}
