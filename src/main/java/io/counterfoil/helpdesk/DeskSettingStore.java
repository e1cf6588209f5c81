package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of how help desks work. */
final class DeskSettingStore {
    private final JdbcTemplate jdbc;

    DeskSettingStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    Optional<DeskSetting> find(OrganizerCode organizer) {
        Map<CasePriority, DeskSetting.Target> targets = targets(organizer);
        return jdbc
                .query(
                        """
                        select close_after_days, closing_mail, remind_after_days, business_hours, holidays from desk_setting
                        where organizer = ?""",
                        (rs, row) -> new DeskSetting(
                                rs.getInt(1),
                                rs.getBoolean(2),
                                rs.getObject(3, Integer.class),
                                rs.getString(4),
                                days((Date[]) rs.getArray(5).getArray()),
                                targets),
                        organizer.value())
                .stream()
                .findFirst();
    }

    private Map<CasePriority, DeskSetting.Target> targets(OrganizerCode organizer) {
        Map<CasePriority, DeskSetting.Target> targets = new EnumMap<>(CasePriority.class);
        jdbc.query(
                "select priority, first_answer_minutes, solution_minutes from service_target where organizer = ?",
                rs -> {
                    targets.put(
                            CasePriority.valueOf(rs.getString(1)),
                            new DeskSetting.Target(
                                    minutes(rs.getObject(2, Integer.class)), minutes(rs.getObject(3, Integer.class))));
                },
                organizer.value());
        return targets;
    }

    void save(OrganizerCode organizer, DeskSetting setting, Instant at, String actor) {
        jdbc.update(
                """
                insert into desk_setting (organizer, close_after_days, closing_mail, remind_after_days, business_hours, holidays,
                    changed_at, changed_by) values (?, ?, ?, ?, ?, ?::date[], ?, ?)
                on conflict (organizer) do update set close_after_days = excluded.close_after_days,
                    closing_mail = excluded.closing_mail, remind_after_days = excluded.remind_after_days,
                    business_hours = excluded.business_hours, holidays = excluded.holidays,
                    changed_at = excluded.changed_at, changed_by = excluded.changed_by""",
                organizer.value(),
                setting.closeAfterDays(),
                setting.closingMail(),
                setting.remindAfterDays(),
                setting.businessHours(),
                setting.holidays().stream().sorted().map(LocalDate::toString).toArray(String[]::new),
                at.atOffset(ZoneOffset.UTC),
                actor);
        jdbc.update("delete from service_target where organizer = ?", organizer.value());
        List<Map.Entry<CasePriority, DeskSetting.Target>> targets =
                List.copyOf(setting.targets().entrySet());
        jdbc.update(
                """
                insert into service_target (organizer, priority, first_answer_minutes, solution_minutes)
                select ?, priority, answer, solution from unnest(?::text[], ?::integer[], ?::integer[])
                    as t (priority, answer, solution)""",
                organizer.value(),
                targets.stream().map(each -> each.getKey().name()).toArray(String[]::new),
                targets.stream()
                        .map(each -> minutes(each.getValue().firstAnswer()))
                        .toArray(Integer[]::new),
                targets.stream()
                        .map(each -> minutes(each.getValue().solution()))
                        .toArray(Integer[]::new));
    }

    private static Set<LocalDate> days(Date[] days) {
        return Arrays.stream(days).map(Date::toLocalDate).collect(Collectors.toSet());
    }

    private static @Nullable Duration minutes(@Nullable Integer minutes) {
        return minutes == null ? null : Duration.ofMinutes(minutes);
    }

    private static @Nullable Integer minutes(@Nullable Duration time) {
        return time == null ? null : (int) time.toMinutes();
    }
}
