package io.counterfoil.bench;

import static io.counterfoil.bench.ScreenClient.encoded;

import io.counterfoil.bench.Screens.Screen.Kind;
import io.counterfoil.sync.BenchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The screens that are measured, each with the values that it is asked for: chosen anew for each call, from a fixed seed. */
final class Screens {
    private static final String BASE = "/o/" + BenchEngine.ORGANIZER;
    private static final int SAMPLES = 400;
    private static final List<String> AGENTS = List.of(
            "01980000-0000-7000-8000-000000000014",
            "01980000-0000-7000-8000-000000000015",
            "01980000-0000-7000-8000-000000000016");
    private static final String RUNS = "/interfaces/mobile-1/functions/retrieve-ticket-status";

    private final JdbcTemplate jdbc;
    private final Random random = new Random(20_261_122L);
    private final List<Screen> screens = new ArrayList<>();

    private final List<Map<String, @Nullable Object>> someTickets;
    private final List<Map<String, @Nullable Object>> someContacts;

    private Screens(JdbcTemplate superuser) {
        this.jdbc = superuser;
        this.someTickets = jdbc.queryForList(
                "select ticket_id, tax_number, barcode, seat from ticket order by md5(ticket_id) limit " + SAMPLES);
        this.someContacts = jdbc.queryForList("""
                select contact_id::text as contact_id, email, first_name || ' ' || last_name as names from contact
                where last_name is not null and merged_into is null order by md5(contact_id::text)
                limit %d""".formatted(SAMPLES));
    }

    /**
     * A screen.
     *
     * @param path of one call
     */
    record Screen(String name, Kind kind, Supplier<String> path) {
        /** Lists and searches have a goal; pages about one thing are told beside them. */
        enum Kind {
            LIST,
            SEARCH,
            PAGE
        }
    }

    static List<Screen> all(JdbcTemplate superuser) {
        Screens all = new Screens(superuser);
        all.tickets();
        all.ticketSearches();
        all.contacts();
        all.events();
        all.operations();
        all.journal();
        return List.copyOf(all.screens);
    }

    private void tickets() {
        Supplier<String> ticket = ticket("ticket_id");
        Supplier<String> event = sample("select event_id from event");
        Supplier<String> behind = sample("select ticket_id from ticket_ownership where out_of_step");
        Supplier<String> chain = sample("select ticket_id from distribution where position = 3");
        add("home", Kind.PAGE, "");
        add("ticket", Kind.PAGE, "/ticket?id=", ticket);
        add("ticket, passed on three times", Kind.PAGE, "/ticket?id=", chain);
        add("tickets", Kind.LIST, "/tickets");
        add("tickets, next page", Kind.LIST, "/tickets?after=", ticket);
        add("tickets of the large event, next page", Kind.LIST, "/tickets?event=E-00000&after=", ticket);
        add("tickets of an event", Kind.LIST, "/tickets?event=", event);
        add("tickets printed, next page", Kind.LIST, "/tickets?state=PRINTED&after=", ticket);
        add("tickets invalidated, next page", Kind.LIST, "/tickets?state=INVALIDATED&after=", ticket);
        add("tickets downloaded, next page", Kind.LIST, "/tickets?mobile=DOWNLOADED&after=", ticket);
        add("tickets in a status that none has", Kind.LIST, "/tickets?mobile=OFFLINE_ACTIVATED&after=", ticket);
        add("tickets of an event, none fits", Kind.LIST, "/tickets?mobile=OFFLINE_ACTIVATED&event=", event);
        add("tickets out of step", Kind.LIST, "/tickets?outOfStep=true");
        add("tickets out of step, next page", Kind.LIST, "/tickets?outOfStep=true&after=", behind);
        add("tickets out of step of an event", Kind.LIST, "/tickets?outOfStep=true&event=", event);
        add("tickets out of step, none fits", Kind.LIST, "/tickets?outOfStep=true&mobile=OFFLINE_ACTIVATED");
        add("tickets with an open transfer", Kind.LIST, "/tickets?openTransfer=true");
        add("open transfers", Kind.LIST, "/transfers");
        add("open transfers of a day and more", Kind.LIST, "/transfers?age=PT24H");
        add("tickets with an open transfer of an event", Kind.LIST, "/tickets?openTransfer=true&event=", event);
    }

    private void ticketSearches() {
        String search = "/tickets?q=";
        Supplier<String> ticket = ticket("ticket_id");
        add("tickets by id", Kind.SEARCH, search, ticket);
        add(
                "tickets by beginning of id",
                Kind.SEARCH,
                search,
                () -> ticket.get().substring(0, 8));
        add(
                "tickets by id in small letters",
                Kind.SEARCH,
                search,
                () -> ticket.get().toLowerCase(java.util.Locale.ROOT));
        add("tickets by tax number", Kind.SEARCH, search, ticket("tax_number"));
        add("tickets by barcode", Kind.SEARCH, search, ticket("barcode"));
        add("tickets by seat", Kind.SEARCH, search, ticket("seat"));
        add(
                "tickets by seat of an event",
                Kind.SEARCH,
                "/tickets?q=Stalls&event=",
                sample("select event_id from event"));
        add("tickets by a common name", Kind.SEARCH, search, () -> "martin");
        add("tickets by a rare name", Kind.SEARCH, search, rareName());
        add("tickets by two names", Kind.SEARCH, search, twoNames());
        add("tickets by address", Kind.SEARCH, search, contact("email"));
        add("tickets by one letter", Kind.SEARCH, search, () -> "m");
        add("tickets, nothing found", Kind.SEARCH, search, () -> "nobody and nothing");
    }

    private void contacts() {
        String search = "/contacts?q=";
        Supplier<String> contact = contact("contact_id");
        Supplier<String> agent = oneOf(AGENTS);
        add("contact", Kind.PAGE, "/contacts/", contact);
        add("contact with thousands of tickets", Kind.PAGE, "/contacts/", agent);
        add("contacts", Kind.LIST, "/contacts");
        add("contacts, next page", Kind.LIST, "/contacts?after=", contact);
        add("contacts, temporary", Kind.LIST, "/contacts?flag=TEMPORARY&after=", contact);
        add("contacts, orphaned", Kind.LIST, "/contacts?flag=ORPHANED");
        add("contacts, orphaned, next page", Kind.LIST, "/contacts?flag=ORPHANED&after=", contact);
        add("contacts, duplicates", Kind.LIST, "/contacts?flag=DUPLICATES");
        add("contacts, duplicates, next page", Kind.LIST, "/contacts?flag=DUPLICATES&after=", contact("email"));
        add("contacts by a common name", Kind.SEARCH, search, () -> "martin");
        add("contacts by a rare name", Kind.SEARCH, search, rareName());
        add("contacts by two names", Kind.SEARCH, search, twoNames());
        add("contacts by two common names", Kind.SEARCH, search, () -> "marie martin");
        add("contacts by beginnings of names", Kind.SEARCH, search, () -> "m zz");
        add("contacts by one letter", Kind.SEARCH, search, () -> "m");
        add("contacts by address", Kind.SEARCH, search, contact("email"));
        add("contacts, nobody found", Kind.SEARCH, search, () -> "nobody at all");
    }

    private void events() {
        add("events", Kind.LIST, "/events");
        add(
                "event",
                Kind.PAGE,
                "/event?id=",
                sample("select event_id from event where event_id <> 'E-00000' limit 20"));
        add("event, the large one", Kind.PAGE, "/event?id=E-00000");
    }

    private void operations() {
        Supplier<String> run = sample("select run_id::text from run");
        Supplier<String> entry = sample("select held_id::text from held_entry");
        add("interfaces", Kind.LIST, "/interfaces");
        add("interface", Kind.PAGE, "/interfaces/mobile-1");
        add("runs", Kind.LIST, RUNS);
        add("runs, next page", Kind.LIST, RUNS + "?before=", run);
        add("runs of a push", Kind.LIST, "/interfaces/mobile-1/functions/external-printing");
        add("run", Kind.PAGE, "/runs/", run);
        add("quarantine", Kind.LIST, "/quarantine");
        add("quarantine, next page", Kind.LIST, "/quarantine?state=OPEN&after=", entry);
        add("quarantine, a rare reason", Kind.LIST, "/quarantine?state=OPEN&reason=MALFORMED_ENTRY");
        add(
                "quarantine, closed, a rare reason",
                Kind.LIST,
                "/quarantine?state=DISCARDED&reason=MALFORMED_ENTRY&after=",
                entry);
        add("quarantined entry", Kind.PAGE, "/quarantine/", entry);
        add("many tickets at once", Kind.LIST, "/bulk");
    }

    private void journal() {
        Supplier<String> line = sample("select seq::text from journal");
        add("journal", Kind.LIST, "/journal");
        add("journal, next page", Kind.LIST, "/journal?before=", line);
        add("journal of a kind, next page", Kind.LIST, "/journal?entity=contact&before=", line);
        add("journal of a ticket", Kind.LIST, "/journal?entity=ticket&id=", ticket("ticket_id"));
        add("journal of an actor, next page", Kind.LIST, "/journal?actor=user:anna&before=", line);
        add("journal, nothing fits", Kind.LIST, "/journal?actor=user:nobody&before=", line);
    }

    private Supplier<String> rareName() {
        return sample("select last_name from contact where last_name like 'Rare%'");
    }

    private Supplier<String> twoNames() {
        return contact("names");
    }

    private void add(String name, Kind kind, String path) {
        screens.add(new Screen(name, kind, () -> BASE + path));
    }

    private void add(String name, Kind kind, String path, Supplier<String> value) {
        screens.add(new Screen(name, kind, () -> BASE + path + encoded(value.get())));
    }

    private Supplier<String> ticket(String column) {
        return oneOf(
                someTickets.stream().map(row -> String.valueOf(row.get(column))).toList());
    }

    private Supplier<String> contact(String column) {
        return oneOf(someContacts.stream()
                .map(row -> String.valueOf(row.get(column)))
                .toList());
    }

    /** One of some values that the database holds, taken from everywhere in it. */
    private Supplier<String> sample(String select) {
        return oneOf(jdbc.queryForList(
                "select value from (" + select + ") as found (value) order by md5(value) limit " + SAMPLES,
                String.class));
    }

    private Supplier<String> oneOf(List<String> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException("the database holds nothing to ask for");
        }
        return () -> values.get(random.nextInt(values.size()));
    }
}
