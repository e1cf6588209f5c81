package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.CaseLists;
import io.counterfoil.helpdesk.CaseReports;
import io.counterfoil.kernel.OrganizerCode;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What the help desk did: how much came, how soon it was answered and solved. */
@Controller
class CaseReportPages {
    private static final int LEAST = 7;
    private static final int MOST = 90;

    private final CaseReports reports;
    private final CaseLists lists;
    private final Clock clock;

    CaseReportPages(CaseReports reports, CaseLists lists, Clock clock) {
        this.reports = reports;
        this.lists = lists;
        this.clock = clock;
    }

    /** @param days how many, today the last of them */
    @GetMapping("/o/{organizer}/cases/reports")
    @PageNeeds(Permission.READ)
    String reports(
            @PathVariable OrganizerCode organizer,
            @RequestParam(defaultValue = "28") int days,
            @RequestAttribute Formats fmt,
            Model model) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), fmt.zone());
        List<CaseReports.Day> each =
                reports.days(organizer, today.minusDays(Math.clamp(days, LEAST, MOST) - 1L), today);
        model.addAttribute("days", each);
        model.addAttribute("volume", chart(each, fmt, day -> List.of((long) day.opened())));
        model.addAttribute("answers", chart(each, fmt, day -> List.of(minutes(day.medianFirstAnswer()))));
        model.addAttribute("solutions", chart(each, fmt, day -> List.of(hours(day.medianSolution()))));
        model.addAttribute("waiting", lists.waiting(organizer));
        return "backoffice/case-reports";
    }

    private static BarChart chart(
            List<CaseReports.Day> days, Formats fmt, Function<CaseReports.Day, List<Long>> values) {
        return BarChart.of(days.stream()
                .map(day -> new BarChart.Value(fmt.date(day.date()), values.apply(day)))
                .toList());
    }

    private static long minutes(@Nullable Duration duration) {
        return duration == null ? 0 : Math.max(1, duration.toMinutes());
    }

    private static long hours(@Nullable Duration duration) {
        return duration == null ? 0 : Math.max(1, duration.toHours());
    }
}
