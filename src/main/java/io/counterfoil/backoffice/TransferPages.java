package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.People.Person;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.TimeBounds;
import io.counterfoil.tickets.Distribution;
import io.counterfoil.tickets.TransferLists;
import io.counterfoil.tickets.TransferLists.Place;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The transfers behind Home's charts: those that are open, by their age, and those that began in an hour. */
@Controller
class TransferPages {
    /** How old those of a group are at least; each ends where the next begins. */
    static final List<Duration> AGES = List.of(
            Duration.ZERO, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));

    private static final int ROWS = 50;
    /** All transfers that were recorded since are looked at, so not any hour may be asked for. */
    private static final Duration LONGEST_AGO = Duration.ofDays(7);

    private final TransferLists transfers;
    private final Clock clock;

    TransferPages(TransferLists transfers, Clock clock) {
        this.transfers = transfers;
        this.clock = clock;
    }

    /** A transfer, between whom it is and since when. */
    record Row(TicketId ticket, Distribution line, Person from, Person to, Instant begun) {}

    /** A list that can be chosen. */
    record Choice(String text, String path, boolean chosen) {}

    /**
     * @param age the least age of a group of {@link #AGES}; null: of any age
     * @param hour the first moment of an hour, for the transfers that began in it rather than those that are open
     */
    @GetMapping("/o/{organizer}/transfers")
    @PageNeeds(Permission.READ)
    String list(
            @PathVariable OrganizerCode organizer,
            @RequestParam(required = false) @Nullable String age,
            @RequestParam(required = false) @Nullable String hour,
            @RequestParam(required = false) @Nullable String after,
            SignedIn user,
            @RequestAttribute Formats fmt,
            Model model) {
        String base = "/o/" + organizer;
        Duration group = hour == null ? group(age) : null;
        Instant begin = hour == null ? null : hour(hour);
        TransferLists.Page page =
                transfers.page(organizer, begin == null ? open(group) : begun(begin, fmt), place(after), ROWS);
        People people = new People(user.viewIn(organizer), fmt, page.people());
        model.addAttribute(
                "rows",
                page.lines().stream()
                        .map(each -> new Row(
                                each.ticket(),
                                each.line(),
                                people.of(each.line().oldContact()),
                                people.of(each.line().newContact()),
                                TransferLists.begun(each.line())))
                        .toList());
        model.addAttribute("choices", choices(base, begin == null, group, fmt));
        model.addAttribute(
                "about", begin == null ? null : fmt.text("transfers.begun", fmt.day(begin), fmt.hour(begin)));
        Place next = page.next();
        String self = begin == null ? open(base, group) : begun(base, begin);
        model.addAttribute(
                "next", next == null ? null : self + (self.contains("?") ? "&" : "?") + "after=" + text(next));
        return "backoffice/transfers";
    }

    /** Where the open transfers of an age are listed; null: of any age. */
    static String open(String base, @Nullable Duration age) {
        return base + "/transfers" + (age == null ? "" : "?age=" + age);
    }

    /** Where the transfers that began in an hour are listed. */
    static String begun(String base, Instant hour) {
        return base + "/transfers?hour=" + hour;
    }

    /** A group by its youngest. The youngest group is told by its end: from nothing on is nothing that one would say. */
    static String age(Duration from, Formats fmt) {
        return from.isZero()
                ? fmt.text("home.age.below", fmt.duration(AGES.get(1)))
                : fmt.text("home.age.from", fmt.duration(from));
    }

    private static List<Choice> choices(String base, boolean open, @Nullable Duration chosen, Formats fmt) {
        Choice all = new Choice(fmt.text("transfers.open"), open(base, null), open && chosen == null);
        return Stream.concat(
                        Stream.of(all),
                        AGES.stream().map(from -> new Choice(age(from, fmt), open(base, from), from.equals(chosen))))
                .toList();
    }

    private TransferLists.Which open(@Nullable Duration group) {
        if (group == null) {
            return new TransferLists.Open(null, null);
        }
        Instant now = clock.instant();
        int place = AGES.indexOf(group);
        // what a wallet's clock puts ahead of ours is young
        return new TransferLists.Open(
                place + 1 < AGES.size() ? now.minus(AGES.get(place + 1)) : null,
                group.isZero() ? null : now.minus(group));
    }

    private static TransferLists.Which begun(Instant hour, Formats fmt) {
        return new TransferLists.Begun(hour, TransferTimes.Unit.HOUR.next(hour, fmt.zone()));
    }

    private static @Nullable Duration group(@Nullable String age) {
        if (age == null) {
            return null;
        }
        return AGES.stream()
                .filter(each -> each.toString().equals(age))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("age", age, "one of " + AGES));
    }

    private Instant hour(String text) {
        try {
            Instant hour = Instant.parse(text);
            Instant now = clock.instant();
            if (hour.isAfter(now.minus(LONGEST_AGO)) && hour.isBefore(now.plus(LONGEST_AGO))) {
                return hour;
            }
        } catch (DateTimeException notATime) {
            // refused below, as one that is out of range
        }
        throw Refusal.invalid(
                "hour", text, "a time of the last " + LONGEST_AGO.toDays() + " days, as Home's chart has it");
    }

    private static String text(Place place) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, place.begun()) + "." + place.line();
    }

    private static @Nullable Place place(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int dot = after.indexOf('.');
        try {
            return new Place(
                    TimeBounds.checked(Instant.EPOCH.plus(
                            Long.parseLong(after.substring(0, Math.max(dot, 0))), ChronoUnit.MICROS)),
                    UUID.fromString(after.substring(dot + 1)));
        } catch (IllegalArgumentException | DateTimeException notAPlace) {
            throw Refusal.invalid("after", after, "the link of a page of this list");
        }
    }
}
