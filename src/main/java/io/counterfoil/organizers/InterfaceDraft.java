package io.counterfoil.organizers;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an interface is after a change: pure, refuses what may not be. */
final class InterfaceDraft {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int DEFAULT_BATCH = 1000;
    private static final int LARGEST_BATCH = 10_000;
    private static final int LONGEST_SECRET = 2000;
    private static final Duration DEFAULT_RETRIEVE = Duration.ofMinutes(5);

    private InterfaceDraft() {}

    /** @param former null: the interface is new */
    static Interface after(
            OrganizerCode organizer, String code, @Nullable Interface former, InterfaceChange change, Instant now) {
        if (!CODE.matcher(code).matches()) {
            throw Refusal.invalid("code", code, "1 to 64 letters, digits, dots, dashes and underscores");
        }
        CustomParameters parameters = parameters(former, change.customParameters());
        boolean stickChanged =
                former != null && former.customParameters().stickToTheHour() != parameters.stickToTheHour();
        return new Interface(
                organizer,
                code,
                Organization.checkedCode(change.organization().after(former == null ? null : former.organization())),
                WalletUrl.checked(change.url().after(former == null ? null : former.url())),
                batchSize(former, change.batchSize()),
                parameters,
                skipList(former, change.skipTickets()),
                schedules(former, change, stickChanged, parameters.stickToTheHour(), now),
                has(former != null && former.hasApiKey(), change.apiKey(), "apiKey"),
                has(former != null && former.hasWakeSecret(), change.wakeSecret(), "wakeSecret"),
                former == null ? now : former.createdAt(),
                now);
    }

    /** The interface with one function's state exchanged. */
    static Interface with(Interface found, FunctionState state) {
        List<FunctionState> functions = found.functions().stream()
                .map(old -> old.function() == state.function() ? state : old)
                .toList();
        return new Interface(
                found.organizer(),
                found.code(),
                found.organization(),
                found.url(),
                found.batchSize(),
                found.customParameters(),
                found.skipList(),
                functions,
                found.hasApiKey(),
                found.hasWakeSecret(),
                found.createdAt(),
                found.updatedAt());
    }

    /** A function's state with its next start past now. */
    static FunctionState advanced(Interface found, InterfaceFunction function, Instant now) {
        FunctionState old = found.function(function);
        Duration schedule = old.schedule();
        Instant next = schedule == null
                ? null
                : ScheduleRule.next(schedule, found.customParameters().stickToTheHour(), old.nextDueAt(), now);
        return new FunctionState(function, schedule, next, old.pausedAt(), old.pauseReason(), old.failingSince());
    }

    private static CustomParameters parameters(@Nullable Interface former, Told<String> told) {
        return switch (told) {
            case Told.Nothing<String> kept -> former == null ? CustomParameters.DEFAULTS : former.customParameters();
            case Told.Cleared<String> cleared -> CustomParameters.DEFAULTS;
            case Told.Value<String>(String text) -> CustomParameters.parse(text);
        };
    }

    private static SkipList skipList(@Nullable Interface former, Told<String> told) {
        return switch (told) {
            case Told.Nothing<String> kept -> former == null ? SkipList.parse("") : former.skipList();
            case Told.Cleared<String> cleared -> SkipList.parse("");
            case Told.Value<String>(String text) -> SkipList.parse(text);
        };
    }

    private static int batchSize(@Nullable Interface former, Told<Integer> told) {
        int size = switch (told) {
            case Told.Nothing<Integer> kept -> former == null ? DEFAULT_BATCH : former.batchSize();
            case Told.Cleared<Integer> cleared -> DEFAULT_BATCH;
            case Told.Value<Integer>(Integer value) -> value;
        };
        if (size < 1 || size > LARGEST_BATCH) {
            throw Refusal.invalid("batchSize", size, "1 to 10000");
        }
        return size;
    }

    private static List<FunctionState> schedules(
            @Nullable Interface former, InterfaceChange change, boolean stickChanged, boolean stick, Instant now) {
        List<FunctionState> states = new ArrayList<>();
        for (InterfaceFunction function : InterfaceFunction.values()) {
            FunctionState old = former == null ? firstState(function) : former.function(function);
            Duration schedule = schedule(old.schedule(), change.schedules().getOrDefault(function, Told.nothing()));
            boolean goesOn = old.nextDueAt() != null
                    && old.pausedAt() == null
                    && !stickChanged
                    && schedule != null
                    && schedule.equals(old.schedule());
            Instant next =
                    schedule == null ? null : goesOn ? old.nextDueAt() : ScheduleRule.next(schedule, stick, null, now);
            states.add(new FunctionState(function, schedule, next, null, null, old.failingSince()));
        }
        return List.copyOf(states);
    }

    private static FunctionState firstState(InterfaceFunction function) {
        return function == InterfaceFunction.RETRIEVE_TICKET_STATUS
                ? new FunctionState(function, DEFAULT_RETRIEVE, null, null, null, null)
                : FunctionState.unset(function);
    }

    private static @Nullable Duration schedule(@Nullable Duration former, Told<String> told) {
        return switch (told) {
            case Told.Nothing<String> kept -> former;
            case Told.Cleared<String> cleared -> null;
            case Told.Value<String>(String text) -> ScheduleRule.parse(text);
        };
    }

    /** Whether a secret is there afterwards. It goes into a header or signs one, so it is visible ASCII. */
    private static boolean has(boolean before, Told<String> told, String field) {
        return switch (told) {
            case Told.Nothing<String> kept -> before;
            case Told.Cleared<String> cleared -> false;
            case Told.Value<String>(String secret) -> {
                if (secret.isEmpty()
                        || secret.length() > LONGEST_SECRET
                        || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                    throw Refusal.invalid(
                            field,
                            Excerpt.of(secret.length() + " characters"),
                            "1 to 2000 visible ASCII characters without blanks");
                }
                yield true;
            }
        };
    }
}
