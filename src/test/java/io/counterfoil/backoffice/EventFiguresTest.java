package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.tickets.EventFigures;
import io.counterfoil.tickets.EventFigures.Downloaded;
import io.counterfoil.tickets.EventFigures.StatusChange;
import io.counterfoil.tickets.TransferFigures.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** The figures of small events whose tickets' lives are known, of organizers whose hours begin at half past in UTC. */
@ApiServer
class EventFiguresTest {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
    private static final String KICK_OFF = "2026-06-14T18:00:00Z";

    private final ApplicationContext context;
    private final int port;

    EventFiguresTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
    }

    private ScreensWorld world(String organizer, int tickets) {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= tickets; i++) {
            lines.append("""
                    {"ticketId":"F-%d","organization":"opera","event":{"eventId":"F","name":"Final","startsAt":"%s"},"seat":"%d",\
                    "state":"PRINTED","culturalContact":{"email":"buyer%d@example.org","firstName":"Anna","lastName":"Buyer%d"}}
                    """.formatted(i, KICK_OFF, i, i, i));
        }
        return new ScreensWorld(context, port, organizer).in(KOLKATA.getId()).imported(lines.toString());
    }

    /** Lives of tickets as a wallet tells them. */
    private static final class Diff {
        private final List<String> entries = new ArrayList<>();

        Diff told(String ticket, String status, String at, String owner) {
            return add(ticket, status, at, owner, "");
        }

        Diff transferred(String ticket, String at, String from, String to) {
            return moved(ticket, "TRANSFERRED", at, to, from, to);
        }

        Diff failed(String ticket, String at, String from, String to) {
            return moved(ticket, "FAILURE_TRANSFER", at, from, from, to);
        }

        Diff pending(String ticket, String at, String from, String to) {
            return moved(ticket, "PENDING_TRANSFER", at, from, from, to);
        }

        private Diff moved(String ticket, String status, String at, String owner, String from, String to) {
            return add(ticket, status, at, owner, """
                    "transfer":{"transferId":"%s-%s","direction":"FORWARD","senderEmail":"%s","recipientEmail":"%s",\
                    "initiatedAt":"%s"},""".formatted(ticket, at, from, to, at));
        }

        private Diff add(String ticket, String status, String at, String owner, String more) {
            entries.add(
                    "{\"ticketId\":\"%s\",\"sequence\":%d,\"status\":\"%s\",\"statusDate\":\"%s\",%s\"walletOwner\":{\"email\":\"%s\"}}"
                            .formatted(ticket, entries.size() + 1, status, at, more, owner));
            return this;
        }

        String[] entries() {
            return entries.toArray(String[]::new);
        }
    }

    @Test
    void aDownloadIsWhatProvesOneAndOnlyBeforeTheStart() {
        ScreensWorld world = world("figures-downloads", 6);
        world.run(
                "main",
                new Diff()
                        // downloaded between a day and six hours before
                        .told("F-1", "INJECTED", "2026-06-12T10:00:00Z", "buyer1@example.org")
                        .told("F-1", "DOWNLOADED", "2026-06-14T01:00:00Z", "buyer1@example.org")
                        // assigned, offered, refused, passed on, controlled: nobody had to download it
                        .told("F-2", "ASSIGNED", "2026-06-10T10:00:00Z", "buyer2@example.org")
                        .pending("F-2", "2026-06-11T10:00:00Z", "buyer2@example.org", "ben@example.org")
                        .failed("F-2", "2026-06-11T11:00:00Z", "buyer2@example.org", "ben@example.org")
                        .transferred("F-2", "2026-06-12T11:00:00Z", "buyer2@example.org", "cleo@example.org")
                        .told("F-2", "CONTROLLED", "2026-06-14T17:40:00Z", "cleo@example.org")
                        // the download itself was missed: an activation proves it, in the last hour
                        .told("F-3", "BT_ACTIVATED", "2026-06-14T17:30:00Z", "buyer3@example.org")
                        // at the very start, and after it
                        .told("F-4", "DOWNLOADED", KICK_OFF, "buyer4@example.org")
                        .told("F-5", "DOWNLOADED", "2026-06-14T18:00:01Z", "buyer5@example.org")
                        .told("F-6", "TELEPORTED", "2026-06-10T10:00:00Z", "buyer6@example.org")
                        .entries());

        EventFigures.Figures figures = figures(world);

        assertThat(figures.tickets()).isEqualTo(6);
        assertThat(figures.downloaded())
                .containsExactly(
                        new Downloaded(Duration.ofDays(1), 0),
                        new Downloaded(Duration.ofHours(6), 1),
                        new Downloaded(Duration.ofHours(1), 1),
                        new Downloaded(Duration.ZERO, 3));
        assertThat(world.as(Role.VIEWER).get(world.base() + "/event?id=F").text())
                .contains("at the start 3 50", "6 h before 1 16", "24 h before 0 0", "or an activation by then");
    }

    @Test
    void ticketsByStatusOverTimeFollowTheDaysOfTheOrganizer() {
        ScreensWorld world = world("figures-days", 3);
        world.run(
                "main",
                new Diff()
                        .told("F-1", "INJECTED", "2026-06-12T10:00:00Z", "buyer1@example.org")
                        .told("F-2", "INJECTED", "2026-06-12T10:00:00Z", "buyer2@example.org")
                        // 00:10 of the 14th in Kolkata
                        .told("F-1", "DOWNLOADED", "2026-06-13T18:40:00Z", "buyer1@example.org")
                        .told("F-1", "DOWNLOADED", "2026-06-15T08:00:00Z", "buyer1@example.org")
                        .entries());

        EventFigures.Figures figures = figures(world);

        Instant twelfth = Instant.parse("2026-06-11T18:30:00Z");
        Instant fourteenth = Instant.parse("2026-06-13T18:30:00Z");
        assertThat(figures.changes())
                .containsExactly(
                        new StatusChange(twelfth, "INJECTED", 2),
                        new StatusChange(fourteenth, "DOWNLOADED", 1),
                        new StatusChange(fourteenth, "INJECTED", -1));
        assertThat(figures.byStatus()).isEqualTo(Map.of("DOWNLOADED", 1L, "INJECTED", 1L, "", 1L));
    }

    @Test
    void transfersOfAPastEventAreShownPerDayAndEachDayByTheHour() {
        ScreensWorld world = world("figures-hours", 3);
        world.run(
                "main",
                new Diff()
                        // 09:29 and 09:30 in UTC are two hours in Kolkata: 14:59 and 15:00
                        .transferred("F-1", "2026-06-01T09:29:00Z", "buyer1@example.org", "ben@example.org")
                        .transferred("F-2", "2026-06-01T09:30:00Z", "buyer2@example.org", "ben@example.org")
                        .failed("F-3", "2026-06-01T10:29:00Z", "buyer3@example.org", "ben@example.org")
                        .pending("F-3", "2026-06-13T20:00:00Z", "buyer3@example.org", "cleo@example.org")
                        .entries());

        assertThat(figures(world).perHour())
                .containsExactly(
                        new Hour(Instant.parse("2026-06-01T08:30:00Z"), 1, 0, 0),
                        new Hour(Instant.parse("2026-06-01T09:30:00Z"), 1, 1, 0),
                        new Hour(Instant.parse("2026-06-13T19:30:00Z"), 0, 0, 1));
        Browser viewer = world.as(Role.VIEWER);
        Page last = viewer.get(world.base() + "/event?id=F");
        assertThat(last.text())
                .contains("Transfers per day From Jun 1, 2026 to Jun 14, 2026", "Asia/Kolkata")
                .contains("Jun 1, 2026 2 1 0", "Jun 14, 2026 0 0 1")
                .contains("Transfers per hour on Jun 14, 2026", "Jun 14, 2026, 1:00:00\u202fAM 0 0 1")
                .contains("Before: Jun 1, 2026");
        Page first = viewer.get(world.base() + "/event?id=F&day=2026-06-01");
        assertThat(first.text())
                .contains(
                        "Transfers per hour on Jun 1, 2026",
                        "2:00:00\u202fPM 1 0 0",
                        "3:00:00\u202fPM 1 1 0",
                        "After: Jun 14, 2026");
        // neither the server's zone nor the database's
        assertThat(last.text()).contains("Jun 14, 2026, 11:30:00\u202fPM", "All times are Asia/Kolkata time.");
        assertThat(viewer.get(world.base() + "/ticket?id=F-1").text()).contains("Jun 1, 2026, 2:59:00\u202fPM");
        assertThat(viewer.get(world.base() + "/event?id=F&day=tomorrow").status())
                .isEqualTo(400);
    }

    @Test
    void theLongestChainsAndWhoeverReceivedUnusuallyManyAreNamed() {
        ScreensWorld world = world("figures-touts", 10);
        Diff diff = new Diff();
        for (int i = 1; i <= 8; i++) {
            diff.transferred("F-" + i, "2026-06-02T10:00:00Z", "buyer" + i + "@example.org", "tout@example.org");
        }
        diff.transferred("F-1", "2026-06-03T10:00:00Z", "tout@example.org", "ben@example.org")
                .transferred("F-1", "2026-06-04T10:00:00Z", "ben@example.org", "cleo@example.org")
                .transferred("F-2", "2026-06-04T10:00:00Z", "tout@example.org", "dora@example.org")
                .transferred("F-9", "2026-06-04T10:00:00Z", "buyer9@example.org", "emil@example.org")
                .failed("F-10", "2026-06-05T10:00:00Z", "buyer10@example.org", "ben@example.org");
        world.run("main", diff.entries());

        EventFigures.Figures figures = figures(world);

        assertThat(figures.chains())
                .extracting(chain -> chain.ticket().value() + " " + chain.transfers())
                .containsExactly("F-1 3", "F-2 2");
        // a tout with 8, four others with one each; a refused transfer gives nobody anything
        assertThat(figures.average()).isEqualTo(12.0 / 5);
        assertThat(figures.receivers())
                .extracting(receiver -> Objects.requireNonNull(figures.people().get(receiver.contact()))
                                .email() + " " + receiver.tickets())
                .containsExactly("tout@example.org 8");
        assertThat(world.as(Role.AGENT).get(world.base() + "/event?id=F").text())
                .contains("tout@example.org 8 unusually many");
    }

    @Test
    void ofMoreDaysThanThereIsRoomForThePageSaysThatItLeavesSomeOut() {
        ScreensWorld world = world("figures-long", 1);
        Diff diff = new Diff();
        Instant begin = Instant.parse("2026-02-01T10:00:00Z");
        for (int day = 0; day < 61; day++) {
            String status = day % 2 == 0 ? "BT_ACTIVATED" : "DEACTIVATED";
            diff.told("F-1", status, begin.plus(Duration.ofDays(day)).toString(), "buyer1@example.org");
        }
        world.run("main", diff.entries());

        String page = world.as(Role.VIEWER).get(world.base() + "/event?id=F").text();

        assertThat(page)
                .contains("Only the last 60 days with changes are shown.", "Feb 2, 2026 0 1")
                .doesNotContain("Feb 1, 2026");
    }

    private EventFigures.Figures figures(ScreensWorld world) {
        return context.getBean(EventFigures.class)
                .of(
                        world.organizer,
                        "F",
                        List.of(Duration.ofDays(1), Duration.ofHours(6), Duration.ofHours(1), Duration.ZERO),
                        KOLKATA);
    }
}
