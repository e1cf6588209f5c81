package io.counterfoil.push;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.organizers.SkipList;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a push function of an interface works, beyond what the interface says.
 *
 * @param batchSize tickets a call, 1 to 1000; null: the interface's, at most 1000
 * @param forceTickets ids of tickets that are sent once more after each saving, though they were pushed before
 * @param skipTickets as the interface's skip list, for this function only
 * @param simulation nothing is sent, everything is reported
 * @param maxTransfers rule that injected tickets get, from 0; null: the wallet's
 * @param transferTimeout ISO 8601 duration that injected tickets get; null: the wallet's
 */
public record PushSettings(
        @Nullable Integer batchSize,
        String forceTickets,
        String skipTickets,
        boolean simulation,
        @Nullable Integer maxTransfers,
        @Nullable String transferTimeout) {

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");
    private static final int MOST_FORCED = 10_000;
    private static final int MOST_TRANSFERS = 1_000_000;

    /** Nothing set. Stands after what its check needs. */
    public static final PushSettings NONE = new PushSettings(null, "", "", false, null, null);

    /** Refuses settings that mean nothing. */
    public PushSettings {
        refuseOutside("batchSize", batchSize, 1, WalletCall.MOST_TICKETS);
        refuseOutside("maxTransfers", maxTransfers, 0, MOST_TRANSFERS);
        if (forced(forceTickets).size() > MOST_FORCED) {
            throw Refusal.invalid("forceTickets", forced(forceTickets).size() + " tickets", "at most " + MOST_FORCED);
        }
        skipTickets = SkipList.parse(skipTickets).text();
        if (transferTimeout != null) {
            refuseUnlessPositive(transferTimeout);
        }
    }

    /** The same with tickets added to the skip list. */
    PushSettings skipping(List<TicketId> tickets) {
        StringBuilder list = new StringBuilder(skipTickets);
        for (TicketId ticket : tickets) {
            if (!SkipList.parse(list.toString()).skips(ticket, null)) {
                if (SEPARATORS.matcher(ticket.value()).find()) {
                    throw Refusal.invalid(
                            "ticketIds", ticket, "ids without blanks, commas and semicolons, which part the skip list");
                }
                list.append(list.isEmpty() ? "id:" : "\nid:").append(ticket.value());
            }
        }
        return new PushSettings(batchSize, forceTickets, list.toString(), simulation, maxTransfers, transferTimeout);
    }

    /** The tickets of the force list. */
    List<TicketId> forced() {
        return forced(forceTickets);
    }

    SkipList skipList() {
        return SkipList.parse(skipTickets);
    }

    private static List<TicketId> forced(String text) {
        return SEPARATORS
                .splitAsStream(text)
                .filter(item -> !item.isEmpty())
                .map(item -> TicketId.parse(item)
                        .orElseThrow(() -> Refusal.invalid("forceTickets", item, "ticket ids, separated by blanks")))
                .distinct()
                .toList();
    }

    private static void refuseOutside(String field, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            throw Refusal.invalid(field, value, least + " to " + most);
        }
    }

    private static void refuseUnlessPositive(String timeout) {
        try {
            Duration duration = Duration.parse(timeout);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0 && duration.compareTo(Duration.ofDays(365)) <= 0) {
                return;
            }
        } catch (DateTimeException notADuration) {
            // refused below
        }
        throw Refusal.invalid("transferTimeout", timeout, "PT1S to P365D, such as PT1H");
    }

    /**
     * Settings as they are stored.
     *
     * @param forcedAt when the force list was saved last; null: never
     */
    record Stored(PushSettings settings, @Nullable Instant forcedAt) {
        static final Stored NONE = new Stored(PushSettings.NONE, null);
    }
}
