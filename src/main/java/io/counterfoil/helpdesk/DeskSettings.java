package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Differences;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Organizers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How organizers' help desks work, and by when a case has to be answered and solved. Rule: {@link BusinessHours}. */
public final class DeskSettings {
    private final OrganizerTransactions transactions;
    private final DeskSettingStore store;
    private final Organizers organizers;
    private final Journal journal;
    private final Clock clock;

    DeskSettings(
            OrganizerTransactions transactions,
            DeskSettingStore store,
            Organizers organizers,
            Journal journal,
            Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.organizers = organizers;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * By when something has to happen in a case, and how it is kept. Time during which the case waits for its requester counts.
     *
     * @param due null: there is no target
     * @param doneAt null: it has not happened yet
     * @param late whether it happened after its time, or its time is over
     */
    public record Deadline(@Nullable Instant due, @Nullable Instant doneAt, boolean late) {}

    /** The two targets of a case. */
    public record Level(Deadline firstAnswer, Deadline solution) {}

    public DeskSetting of(OrganizerCode organizer) {
        return transactions.read(organizer, () -> store.find(organizer)).orElse(DeskSetting.STANDARD);
    }

    /** Refuses what is no setting, with the value and what is expected. */
    public void save(OrganizerCode organizer, DeskSetting setting, String actor) {
        setting.check(organizers.require(organizer).timeZone());
        transactions.writeOnly(organizer, () -> {
            ObjectNode body = Differences.between(described(of(organizer)), described(setting));
            store.save(organizer, setting, clock.instant().truncatedTo(ChronoUnit.MICROS), actor);
            journal.append(organizer, actor, Differences.line("desk", "setting", "changed", body));
        });
    }

    private static ObjectNode described(DeskSetting setting) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("closeAfterDays", setting.closeAfterDays())
                .put("closingMail", setting.closingMail())
                .put("remindAfterDays", setting.remindAfterDays())
                .put("businessHours", setting.businessHours());
        body.put(
                "holidays",
                setting.holidays().stream().sorted().map(LocalDate::toString).collect(Collectors.joining(" ")));
        for (CasePriority priority : CasePriority.values()) {
            DeskSetting.Target target = setting.targets().get(priority);
            body.put("firstAnswer." + priority, target == null ? null : text(target.firstAnswer()))
                    .put("solution." + priority, target == null ? null : text(target.solution()));
        }
        return body;
    }

    private static @Nullable String text(@Nullable Duration time) {
        return time == null ? null : time.toString();
    }

    /** By when cases have to be answered and solved, in their order; computed from what is stored of them. */
    public List<Level> levels(OrganizerCode organizer, List<SupportCase> cases) {
        DeskSetting setting = of(organizer);
        BusinessHours hours =
                BusinessHours.of(organizers.require(organizer).timeZone(), setting.businessHours(), setting.holidays());
        Instant now = clock.instant();
        return cases.stream().map(each -> level(setting, hours, each, now)).toList();
    }

    private static Level level(DeskSetting setting, BusinessHours hours, SupportCase each, Instant now) {
        Optional<DeskSetting.Target> target =
                Optional.ofNullable(setting.targets().get(each.priority()));
        return new Level(
                deadline(
                        hours,
                        each,
                        target.map(DeskSetting.Target::firstAnswer).orElse(null),
                        each.firstAnswerAt(),
                        now),
                deadline(hours, each, target.map(DeskSetting.Target::solution).orElse(null), each.solvedAt(), now));
    }

    private static Deadline deadline(
            BusinessHours hours, SupportCase each, @Nullable Duration target, @Nullable Instant doneAt, Instant now) {
        if (target == null) {
            return new Deadline(null, doneAt, false);
        }
        Instant due = hours.after(each.openedAt(), target);
        return new Deadline(due, doneAt, (doneAt == null ? now : doneAt).isAfter(due));
    }
}
