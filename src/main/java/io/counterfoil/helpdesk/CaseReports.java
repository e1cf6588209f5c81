package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a help desk did, by the day, for charts. Days are the organizer's. */
public final class CaseReports {
    private static final int MOST_DAYS = 400;

    private final OrganizerTransactions transactions;
    private final CaseReportQueries queries;
    private final Organizers organizers;

    CaseReports(OrganizerTransactions transactions, CaseReportQueries queries, Organizers organizers) {
        this.transactions = transactions;
        this.queries = queries;
        this.organizers = organizers;
    }

    /**
     * A day. Spam and cases that were merged into others are left out.
     *
     * @param opened cases that were opened on it
     * @param answered cases whose first answer was given on it
     * @param medianFirstAnswer of those, on the clock on the wall; null: none
     * @param solved cases that were solved on it and still are
     */
    public record Day(
            LocalDate date,
            int opened,
            int answered,
            @Nullable Duration medianFirstAnswer,
            int solved,
            @Nullable Duration medianSolution) {}

    /** Every day from the first to the last one. */
    public List<Day> days(OrganizerCode organizer, LocalDate first, LocalDate last) {
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Refusal.invalid(
                    "days", first + " to " + last, "at most " + MOST_DAYS + " days, the first before the last");
        }
        String zone = organizers.require(organizer).timeZone().getId();
        return transactions.read(organizer, () -> queries.days(organizer, zone, first, last));
    }
}
