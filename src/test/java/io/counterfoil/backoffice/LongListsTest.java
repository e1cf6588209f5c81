package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.contacts.Contact;
import io.counterfoil.contacts.ContactSearch;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.tickets.TransferFigures;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.HtmlUtils;

/** Lists that are longer than a page, and answers whose effort has a bound. */
@ApiServer
class LongListsTest {
    private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"");
    private static final Pattern EVENT = Pattern.compile("/event\\?id=(N-\\d+|S-\\d+)\"");

    private final ApplicationContext context;
    private final int port;
    private final OrganizerTransactions transactions;
    private final JdbcTemplate jdbc;

    LongListsTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.context = context;
        this.port = port;
        this.transactions = context.getBean(OrganizerTransactions.class);
        this.jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    }

    private void insert(ScreensWorld world, String sql, Object... parameters) {
        transactions.writeOnly(world.organizer, () -> jdbc.update(sql, parameters));
    }

    @Test
    void pagesOfEventsShowEachOnceTheLastToStartFirstAndThoseWithoutStartAtTheEnd() {
        ScreensWorld world = new ScreensWorld(context, port, "long-events");
        // ten at a time start at once
        insert(world, """
                insert into event (organizer, event_id, name, starts_at)
                select ?, 'S-' || (1000 + n), 'Evening', timestamptz '2026-06-01 18:00:00Z' - interval '1 day' * (n / 10)
                from generate_series(0, 79) n""", world.organizer.value());
        insert(world, """
                insert into event (organizer, event_id, name)
                select ?, 'N-' || (1000 + n), 'Some time' from generate_series(0, 39) n""", world.organizer.value());
        Browser viewer = world.as(Role.VIEWER);

        List<String> seen = new ArrayList<>();
        String next = world.base() + "/events";
        while (next != null) {
            Page page = viewer.get(next);
            Matcher event = EVENT.matcher(page.html());
            while (event.find()) {
                seen.add(event.group(1));
            }
            Matcher more = NEXT.matcher(page.html());
            next = more.find() ? HtmlUtils.htmlUnescape(more.group(1)) : null;
        }

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            expected.add("S-" + (1000 + i));
        }
        for (int i = 0; i < 40; i++) {
            expected.add("N-" + (1000 + i));
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void whereFewShareAnAddressThePageSaysHowManyItLookedAtAndTheNextGoesOn() {
        ScreensWorld world = new ScreensWorld(context, port, "long-duplicates");
        // one pair lies on both sides of where the first look ends
        insert(world, """
                insert into contact (organizer, contact_id, email, email_key, temporary, created_at, updated_at)
                select ?, md5('contact' || n)::uuid, address, address, false, at, at
                from (select n, 'p' || lpad((case n when 5000 then 4999 else n end)::text, 5, '0') || '@example.org' as address,
                    timestamptz '2026-01-01 00:00:00Z' as at from generate_series(0, 5400) n) numbered""", world.organizer.value());
        Browser operator = world.as(Role.OPERATOR);

        Page first = operator.get(world.base() + "/contacts?flag=DUPLICATES");
        assertThat(first.text())
                .contains("None of the next 5,000 contacts shares an address")
                .doesNotContain("@");
        Matcher more = NEXT.matcher(first.html());
        assertThat(more.find()).isTrue();
        Page second = operator.get(HtmlUtils.htmlUnescape(more.group(1)));

        assertThat(second.text()).contains("p04999@example.org").doesNotContain("None of the next");
        assertThat(NEXT.matcher(second.html()).find()).isFalse();
    }

    @Test
    void aSearchForTwoNamesFindsThemInEitherOrderAndOneForOneNameFindsThoseWithoutAnother() {
        ScreensWorld world = new ScreensWorld(context, port, "long-names");
        insert(world, """
                insert into contact (organizer, contact_id, first_name, last_name, temporary, created_at, updated_at)
                select ?, md5('named' || n)::uuid, names[n][1], names[n][2], false, at, at
                from (select array[['Marie', 'Martin'], ['Martin', 'Marek'], ['Marie', null], [null, 'Marie']] as names,
                    timestamptz '2026-01-01 00:00:00Z' as at) as given, generate_series(1, 4) n""", world.organizer.value());
        ContactSearch search = context.getBean(ContactSearch.class);

        assertThat(names(world, search, "marie martin")).containsExactly("Marie Martin");
        assertThat(names(world, search, "MARTIN Mar")).containsExactlyInAnyOrder("Marie Martin", "Martin Marek");
        assertThat(names(world, search, "marie")).containsExactlyInAnyOrder("Marie Martin", "Marie null", "null Marie");
    }

    private List<String> names(ScreensWorld world, ContactSearch search, String text) {
        List<Contact> found = transactions.read(world.organizer, () -> search.find(world.organizer, text, 10));
        return found.stream()
                .map(contact -> contact.firstName() + " " + contact.lastName())
                .toList();
    }

    /** 70 tickets of Marie Martin, the last of another event; 5 of Martin Noir, of which one begins like the name. */
    private ScreensWorld martins(String organizer) {
        ScreensWorld world = new ScreensWorld(context, port, organizer);
        insert(world, """
                insert into contact (organizer, contact_id, first_name, last_name, temporary, created_at, updated_at)
                select ?, md5('named' || n)::uuid, names[n][1], names[n][2], false, at, at
                from (select array[['Marie', 'Martin'], ['Martin', 'Noir']] as names,
                    timestamptz '2026-01-01 00:00:00Z' as at) as given, generate_series(1, 2) n""", world.organizer.value());
        insert(world, """
                insert into ticket (organizer, ticket_id, organization, event_id, state, state_changed_at, created_at, updated_at)
                select ?, case n when 75 then 'martin-75' else 'T-' || lpad(n::text, 3, '0') end, 'box-office',
                    case n when 70 then 'E-9' else 'E-1' end, 'PRINTED', at, at, at
                from (select timestamptz '2026-01-01 00:00:00Z' as at) as given, generate_series(1, 75) n""", world.organizer.value());
        insert(world, """
                insert into ticket_ownership (organizer, ticket_id, cultural_contact)
                select organizer, ticket_id, md5(case when ticket_id > 'T-070' or ticket_id like 'm%' then 'named2' else 'named1' end)::uuid
                from ticket where organizer = ?""", world.organizer.value());
        return world;
    }

    @Test
    void aNameWithinAnEventIsFoundHoweverManyOtherTicketsOfThatNameThereAre() {
        ScreensWorld world = martins("long-martins");

        Page found = world.as(Role.OPERATOR).get(world.base() + "/tickets?q=martin&event=E-9");

        assertThat(found.text()).contains("T-070", "Marie Martin").doesNotContain("T-069", "There may be more");
    }

    @Test
    void aSearchShowsFiftyTicketsAndItsExportHoldsAllOnceEach() {
        ScreensWorld world = martins("long-export");
        Browser operator = world.as(Role.OPERATOR);

        Page shown = operator.get(world.base() + "/tickets?q=martin");
        assertThat(shown.text()).contains("There may be more", "T-050").doesNotContain("T-071");
        List<String> exported = operator.get(world.base() + "/tickets.csv?q=martin")
                .html()
                .lines()
                .map(line -> line.split("[,;]", 2)[0])
                .toList();

        assertThat(exported).hasSize(76).doesNotHaveDuplicates().anyMatch(id -> id.contains("martin-75"));
        assertThat(operator.get(world.base() + "/tickets.csv?q=martin&event=E-9")
                        .html()
                        .lines())
                .hasSize(2);
        assertThat(operator.get(world.base() + "/contacts.csv?q=martin").html()).contains("Marie", "Noir");
    }

    @Test
    void theTicketsOfAContactGoOnPageByPage() {
        ScreensWorld world = martins("long-contact");
        Browser operator = world.as(Role.OPERATOR);
        String id = transactions.read(
                world.organizer, () -> jdbc.queryForObject("select md5('named1')::uuid::text", String.class));

        Page first = operator.get(world.base() + "/contacts/" + id);
        assertThat(first.text()).contains("T-050").doesNotContain("T-051");
        Matcher more = NEXT.matcher(first.html());
        assertThat(more.find()).isTrue();
        assertThat(operator.get(HtmlUtils.htmlUnescape(more.group(1))).text())
                .contains("T-051", "T-070")
                .doesNotContain("T-050");
    }

    @Test
    void openTransfersOfAnAgeAreAtLeastSoOldAndYoungerThanTheNextGroup() {
        ScreensWorld world = new ScreensWorld(context, port, "long-ages");
        Instant now = Instant.parse("2026-06-14T12:00:00Z");
        Duration tick = Duration.ofNanos(1000);
        Duration hour = Duration.ofHours(1);
        List<Duration> ages = List.of(
                Duration.ZERO, hour.minus(tick), hour, hour.plus(tick), Duration.ofDays(3), Duration.ofSeconds(-5));
        for (Duration age : ages) {
            insert(
                    world,
                    """
                    insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source,
                        initiated_at, recorded_at, steps)
                    values (?, 'T', ?, 1, 'DISTRIBUTE', 'PENDING', 'WALLET', ?, ?, '[]')""",
                    world.organizer.value(),
                    UUID.randomUUID(),
                    now.minus(age).atOffset(ZoneOffset.UTC),
                    now.atOffset(ZoneOffset.UTC));
        }

        assertThat(context.getBean(TransferFigures.class)
                        .openByAge(world.organizer, now, List.of(Duration.ZERO, hour, Duration.ofDays(1))))
                .extracting(TransferFigures.Age::count)
                .as("one that the wallet's clock puts ahead of ours is among the youngest")
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void anEventWhoseTicketsTakeLongToCountSaysSoAndShowsTheFiguresOnceTheyAreThere() throws SQLException {
        ScreensWorld world = new ScreensWorld(context, port, "long-event").tickets(2);
        Browser viewer = world.as(Role.VIEWER);
        String url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
        try (Connection other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table status_log in access exclusive mode");

            assertThat(viewer.get(world.base() + "/event?id=E-1").text()).contains("are being counted", "Look again");
            other.rollback();
        }
        assertThat(viewer.get(world.base() + "/event?id=E-1").text())
                .contains("2 tickets by mobile status now")
                .doesNotContain("are being counted");
    }
}
