package io.counterfoil.backoffice;

import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.DeskSetting;
import io.counterfoil.helpdesk.DeskSetting.Target;
import io.counterfoil.kernel.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the help desk works, as somebody fills it in.
 *
 * @param holidays one a line, as 2026-12-25
 * @param firstAnswer by priority: working hours, blank: no target
 */
record ServiceLevelForm(
        @Nullable String closeAfterDays,
        @Nullable String closingMail,
        @Nullable String remindAfterDays,
        @Nullable String businessHours,
        @Nullable String holidays,
        @Nullable Map<String, String> firstAnswer,
        @Nullable Map<String, String> solution) {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);
    private static final BigDecimal MOST = BigDecimal.valueOf(100_000);

    static ServiceLevelForm of(DeskSetting setting) {
        Map<String, String> first = new HashMap<>();
        Map<String, String> solution = new HashMap<>();
        setting.targets().forEach((priority, target) -> {
            first.put(priority.name(), hours(target.firstAnswer()));
            solution.put(priority.name(), hours(target.solution()));
        });
        Integer remind = setting.remindAfterDays();
        return new ServiceLevelForm(
                Integer.toString(setting.closeAfterDays()),
                setting.closingMail() ? "true" : null,
                remind == null ? "" : remind.toString(),
                setting.businessHours(),
                setting.holidays().stream().sorted().map(LocalDate::toString).collect(Collectors.joining("\n")),
                first,
                solution);
    }

    DeskSetting setting() {
        Map<CasePriority, Target> targets = new EnumMap<>(CasePriority.class);
        for (CasePriority priority : CasePriority.values()) {
            Target target = new Target(
                    time("firstAnswer", firstAnswerOf(priority.name())), time("solution", solutionOf(priority.name())));
            if (target.firstAnswer() != null || target.solution() != null) {
                targets.put(priority, target);
            }
        }
        String remind = ServerForm.given(remindAfterDays);
        return new DeskSetting(
                ServerForm.number("closeAfterDays", closeAfterDays),
                closingMail != null,
                remind == null ? null : ServerForm.number("remindAfterDays", remind),
                ServerForm.text(businessHours).replace("\r\n", "\n"),
                days(),
                targets);
    }

    public String firstAnswerOf(String priority) {
        return of(firstAnswer, priority);
    }

    public String solutionOf(String priority) {
        return of(solution, priority);
    }

    private Set<LocalDate> days() {
        Set<LocalDate> days = new LinkedHashSet<>();
        for (String line : MailboxForm.lines(holidays)) {
            try {
                days.add(LocalDate.parse(line));
            } catch (DateTimeParseException noDay) {
                throw Refusal.invalid("holidays", line, "days such as 2026-12-25, one a line");
            }
        }
        return days;
    }

    private static String of(@Nullable Map<String, String> typed, String priority) {
        String value = typed == null ? null : typed.get(priority);
        return value == null ? "" : value;
    }

    private static @Nullable Duration time(String field, String typed) {
        if (typed.isBlank()) {
            return null;
        }
        try {
            BigDecimal hours = new BigDecimal(typed.strip().replace(',', '.'));
            if (hours.signum() > 0 && hours.compareTo(MOST) < 0) {
                return Duration.ofSeconds(hours.multiply(SECONDS).longValue());
            }
        } catch (NumberFormatException noNumber) {
            // told below
        }
        throw Refusal.invalid(field, typed, "working hours such as 4 or 0.5");
    }

    private static String hours(@Nullable Duration time) {
        return time == null
                ? ""
                : BigDecimal.valueOf(time.toMinutes())
                        .divide(BigDecimal.valueOf(60), 2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
