package io.counterfoil.bench;

import io.counterfoil.sync.BenchEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A back office after two years of business, straight into the tables. Skewed as business is: one event has most of the
 * tickets, three contacts have thousands each, some family names are common and many are rare, and of the last day there is
 * more than of any other. Everything follows from a number by hashing, so each filling is the same.
 */
final class BackOfficeFilling {
    /** Contacts that have thousands of tickets: an agency's staff. */
    static final int AGENTS = 3;

    /** The event with most of the tickets. */
    static final String LARGE_EVENT = "E-00000";

    static final int EVENTS = 500;

    private static final String FIRST_AGENT = "20";
    private static final String LAST_NAMES =
            "array['Martin','Bernard','Dubois','Thomas','Robert','Richard','Petit','Durand',"
                    + "'Leroy','Moreau','Simon','Laurent','Lefebvre','Michel','Garcia','David','Bertrand','Roux','Vincent','Fournier',"
                    + "'Morel','Girard','André','Mercier','Dupont','Lambert','Bonnet','François','Müller','Schmidt','Schneider',"
                    + "'Fischer','Weber','Meyer','Wagner','Becker','Schulz','Smith','Jones','O''Brien']";
    private static final String FIRST_NAMES =
            "array['Marie','Jean','Anna','Pierre','Michel','André','Philippe','Nathalie',"
                    + "'Isabelle','Sylvie','Catherine','Martine','Martin','Jacques','Bernard','Louis','Claire','Camille','Léa','Hugo',"
                    + "'Lucas','Emma','Chloé','Paul','Jules','Alice','Thomas','Nicolas','Julien','David','Peter','Hans','Ursula',"
                    + "'Monika','Stefan','John','Mary','Sarah','James','Siobhán']";
    private static final List<String> TABLES = List.of(
            "contact",
            "ticket",
            "ticket_ownership",
            "status_log",
            "distribution",
            "journal",
            "run",
            "run_event",
            "held_entry",
            "push_state");

    private static final String TICKET = "'T' || lpad(n::text, 10, '0')";
    // a former cultural contact and, where the ticket was passed on, the present one
    private static final String FORMER = contact(
            "case when n %% 1000 < %d then n %% 1000 + %s else %s end".formatted(AGENTS, FIRST_AGENT, pick(1, ":C")));
    private static final String PRESENT = contact(pick(2, ":C"));
    // of the last hundredth of the tickets the history is of the last day
    private static final String AT = """
            (case when n >= :T * 0.98 then timestamptz ':NOW' - interval '1 day' * ((:T - n) / (:T * 0.02))
             else timestamptz ':NOW' - interval '1 day' - interval '729 days' * ((:T * 0.98 - n) / (:T * 0.98)) end)""";
    private static final String LATELY = "timestamptz ':NOW' - interval '1 second' * " + pick(5, "259200");

    private static final String PASSED_ON = "n % 5 = 1";
    private static final String OPEN = "n % 500 = 2";

    private final JdbcTemplate jdbc;
    private final Map<String, String> numbers;

    /** @param superuser one connection is enough */
    BackOfficeFilling(DataSource superuser, int tickets, int contacts, String now) {
        this.jdbc = new JdbcTemplate(superuser);
        this.numbers = Map.of(
                ":O",
                "'" + BenchEngine.ORGANIZER.value() + "'",
                ":T",
                Integer.toString(tickets),
                ":C",
                Integer.toString(contacts),
                ":NOW",
                now);
    }

    /** One of so many by a hash of n; another seed, another choice. */
    private static String pick(int seed, String of) {
        return "((hashint8extended(n, %d) & 9007199254740991) %% %s)".formatted(seed, of);
    }

    /** From an array of names: the first are chosen often, the last seldom. */
    private static String common(int seed, String names) {
        return "(%s)[1 + floor(40 * power(%s / 1e6, 2))::int]".formatted(names, pick(seed, "1000000"));
    }

    private static String contact(String number) {
        return "('01980000-0000-7000-8000-' || lpad(to_hex((%s)::bigint), 12, '0'))::uuid".formatted(number);
    }

    void fill() {
        jdbc.execute("set synchronous_commit = off");
        jdbc.execute("set maintenance_work_mem = '512MB'");
        List<String> indexes = dropIndexes();
        contacts();
        tickets();
        ownership();
        statusLog();
        distributions();
        journal();
        runs();
        held();
        Progress.say("filled, making %d indexes", indexes.size());
        indexes.forEach(jdbc::execute);
    }

    /** Whole tables are faster to index once than row by row. */
    private List<String> dropIndexes() {
        List<String> definitions = new ArrayList<>();
        for (Map<String, Object> index : jdbc.queryForList("""
                select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
                from pg_index i where not i.indisprimary and i.indrelid = any (?::regclass[])""", (Object) TABLES.toArray(String[]::new))) {
            definitions.add((String) index.get("definition"));
            jdbc.execute("drop index " + index.get("name"));
        }
        return definitions;
    }

    private void contacts() {
        // of a thousand: 100 temporary, one of them orphaned; 2 merged, 1 erased, 2 of one address
        run("""
                insert into contact (organizer, contact_id, email, email_key, title, first_name, last_name, language, country,
                    temporary, internet_account, consent_institution, orphaned_at, erased_at, merged_into, created_at, updated_at)
                select :O, %s, address, address, case when named then 'MS' end, case when named then %s end,
                    case when named then case when %s < 7 then %s else 'Rare' || %s end end,
                    case when named then 'fr' end, case when named then 'FR' end,
                    n %% 100 < 10, n %% 20 < 10, n %% 2 = 0, case when n %% 1000 = 3 then at end,
                    case when n %% 1000 = 605 then at end, case when n %% 500 = 77 then %s end, at, at
                from (select n, n %% 100 >= 10 and n %% 1000 <> 605 as named,
                    case when n %% 1000 = 605 then null
                        else 'person' || (case when n %% 1000 = 515 then n - 1 else n end) || '@example.org' end as address,
                    timestamptz ':NOW' - interval '730 days' * ((:C - n) / :C::numeric) as at
                    from generate_series(0, :C - 1) as n) as numbered""".formatted(
                        contact("n"),
                        common(3, FIRST_NAMES),
                        pick(4, "10"),
                        common(6, LAST_NAMES),
                        pick(7, "200000"),
                        contact("n - 1")));
        run("""
                insert into contact_merge (organizer, from_contact, into_contact, merged_at)
                select organizer, contact_id, merged_into, updated_at from contact where merged_into is not null""");
    }

    private void tickets() {
        run("""
                insert into event (organizer, event_id, name, starts_at, venue)
                select :O, 'E-' || lpad(n::text, 5, '0'), case n when 0 then 'Festival' else 'Evening ' || n end,
                    timestamptz ':NOW' + interval '1 day' * (20 - n), 'Hall ' || n %% 12
                from generate_series(0, %d) as n""".formatted(EVENTS - 1));
        run("""
                insert into ticket (organizer, ticket_id, tax_number, organization, event_id, seat, barcode, state,
                    state_changed_at, imported_contact, first_contact, created_at, updated_at, injected_at, injected_by)
                select :O, %s, '77' || lpad(n::text, 9, '0'), 'box-office',
                    'E-' || lpad((case when large then 0 else 1 + n * %d / :T end)::text, 5, '0'),
                    case when large then 'Pit ' || n else 'Stalls, row ' || n / 40 %% 50 || ', seat ' || n %% 40 end,
                    lpad((n * 7919 %% 1000000000000)::text, 12, '0'),
                    case when %s < 70 then 'PRINTED' when %s < 90 then 'CONTROLLED' when %s < 97 then 'NOT_PRINTED'
                        when %s < 99 then 'CANCELLED' else 'INVALIDATED' end, %s, %s, %s, %s, %s,
                    case when n %% 10 < 8 then %s end, case when n %% 10 < 8 then 'mobile-1' end
                from (select n, n %% 5 < 3 as large from generate_series(0::bigint, :T - 1) as n) as numbered""".formatted(
                        TICKET,
                        EVENTS - 1,
                        pick(8, "100"),
                        pick(8, "100"),
                        pick(8, "100"),
                        pick(8, "100"),
                        AT,
                        FORMER,
                        FORMER,
                        AT,
                        AT,
                        AT));
    }

    private void ownership() {
        run("""
                insert into ticket_ownership (organizer, ticket_id, cultural_contact, mobile_status, mobile_status_at,
                    wallet_owner, out_of_step, open_line, arrivals, line_count, last_stream, last_place)
                select :O, %s, case when passed then %s else %s end,
                    case when passed then 'TRANSFERRED' when pending then 'PENDING_TRANSFER'
                        when n %% 10 in (0, 5) then 'DOWNLOADED' when n %% 10 = 8 then 'ACTIVATED' end,
                    case when passed or pending or n %% 10 in (0, 5, 8) then %s end,
                    case when passed then 'person' || %s || '@example.org' end, n %% 200 = 3, case when pending then %s end,
                    case when passed then 2 when pending then 1 else 0 end, case when passed or pending then 1 else 0 end,
                    case when passed or pending then 'mobile-1:0' end, 2 * n
                from (select n, %s as passed, %s as pending from generate_series(0::bigint, :T - 1) as n) as numbered""".formatted(TICKET, PRESENT, FORMER, AT, pick(2, ":C"), line(0), PASSED_ON, OPEN));
    }

    private static String line(int which) {
        return "('0198000%d-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid".formatted(which + 1);
    }

    private void statusLog() {
        run("""
                insert into status_log (organizer, ticket_id, digest, arrival, interface, epoch, sequence, status, status_at,
                    owner_told, wallet_owner, holder_told, has_transfer, transfer_id, sender, recipient, transfer_initiated_at,
                    followed, run_id, received_at)
                select :O, %s, md5(n || '/' || arrival)::uuid, arrival, 'mobile-1', 0, 2 * n + arrival,
                    case when n %% 10 in (0, 5, 8) then 'DOWNLOADED' when arrival = 1 then 'PENDING_TRANSFER' else 'TRANSFERRED' end,
                    %s, true, 'person' || %s || '@example.org', false, n %% 10 not in (0, 5, 8),
                    case when n %% 10 not in (0, 5, 8) then 'W' || n end,
                    case when n %% 10 not in (0, 5, 8) then 'person' || %s || '@example.org' end,
                    case when n %% 10 not in (0, 5, 8) then 'person' || %s || '@example.org' end, %s, true,
                    md5('run')::uuid, %s
                from generate_series(0::bigint, :T - 1) as n, generate_series(1, 2) as arrival
                where n %% 5 = 1 or arrival = 1 and (n %% 500 = 2 or n %% 10 in (0, 5, 8))""".formatted(TICKET, AT, pick(1, ":C"), pick(1, ":C"), pick(2, ":C"), AT, AT));
    }

    /** One in five tickets was passed on, one in fifty three times; one in five hundred is on its way. */
    private void distributions() {
        run("""
                insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source,
                    transfer_id, old_contact, new_contact, initiated_at, resolved_at, recorded_at, steps, born_by, born_as)
                select :O, %s, case position when 1 then %s when 2 then %s else %s end, position, 'DISTRIBUTE', 'CONFIRMED',
                    'WALLET', 'W' || n || '-' || position, %s, %s, at, at, at, '[]', md5(n || '/' || position)::uuid, 'OWN'
                from (select n, %s as at from generate_series(1::bigint, :T - 1, 5) as n) as numbered,
                    generate_series(1, 3) as position
                where position = 1 or n %% 50 = 1""".formatted(TICKET, line(0), line(1), line(2), FORMER, PRESENT, AT));
        run("""
                insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source,
                    transfer_id, old_contact, new_contact, initiated_at, recorded_at, steps, born_by, born_as)
                select :O, %s, %s, 1, 'DISTRIBUTE', 'PENDING', 'WALLET', 'W' || n || '-1', %s, %s, at, at, '[]',
                    md5(n || '/1')::uuid, 'OWN'
                from (select n, %s as at from generate_series(2::bigint, :T - 1, 500) as n) as numbered
                order by at""".formatted(TICKET, line(0), FORMER, PRESENT, LATELY));
    }

    /** The lines' hashes are as long as real ones and chain nothing. */
    private void journal() {
        run("""
                insert into journal (organizer, seq, at, actor, entity, entity_id, action, body, salt, digest, hash)
                select h.organizer, h.journal_seq + 1 + n, %s, case when n %% 1000 = 0 then 'user:anna' else 'import' end,
                    case when n %% 6 = 0 then 'contact' else 'ticket' end,
                    case when n %% 6 = 0 then (%s)::text else %s end, case when n %% 5 = 1 then 'passed-on' else 'created' end,
                    '{"organization":"box-office","event":"E-00001","state":"PRINTED"}', decode(md5(n::text), 'hex'),
                    sha256('a'), sha256('b')
                from (select * from organizer_head where organizer = :O) as h, generate_series(0::bigint, :T - 1) as n""".formatted(AT, contact(pick(9, ":C")), TICKET));
        run("update organizer_head set journal_seq = journal_seq + :T where organizer = :O");
    }

    private void runs() {
        run("""
                insert into run (organizer, run_id, interface, function, started_by, actor, status, started_at, ended_at, pages,
                    entries, applied, unchanged, node, pagination_key)
                select :O, %s, 'mobile-1', case n %% 10 when 0 then 'external-printing' else 'retrieve-ticket-status' end,
                    'SCHEDULE', 'scheduler', case when n %% 97 = 0 then 'FAILED' else 'SUCCEEDED' end, at,
                    at + interval '2 seconds', 3, 2500, 2400, 100, 'node-1', 'key-' || n
                from (select n, timestamptz ':NOW' - interval '1 minute' * (20000 - n) as at
                    from generate_series(0, 19999) as n) as numbered""".formatted(line(4)));
        run("""
                insert into run_event (organizer, run_id, event_no, at, level, message)
                select r.organizer, r.run_id, no, r.started_at, case when no = 3 then 'WARN' else 'INFO' end,
                    'page ' || no || ' of the diff: 1000 entries'
                from run r, generate_series(1, 5) as no where r.organizer = :O""");
        run("""
                insert into push_state (organizer, interface, function, ticket_id, state, state_changed_at, outcome, reason, at, run_id)
                select :O, 'mobile-1', 'external-printing', %s, 'PRINTED', %s,
                    case when n %% 100 = 0 then 'REJECTED' else 'ACCEPTED' end,
                    case when n %% 100 = 0 then 'unknown-event' end, %s, md5('run')::uuid
                from generate_series(0::bigint, least(:T - 1, 499999)) as n""".formatted(TICKET, AT, AT));
    }

    /** 30,000 entries of quarantine, 5,000 of them open, one reason very rare. */
    private void held() {
        run("""
                insert into held_entry (organizer, held_id, kind, interface, epoch, run_id, ticket_id, reason, detail, raw, digest,
                    state, received_at, closed_at, closed_by)
                select :O, %s, 'QUARANTINE', 'mobile-1', 0, md5('run')::uuid, %s,
                    case when n %% 5000 = 7 then 'MALFORMED_ENTRY' when n %% 3 = 0 then 'UNUSABLE_ADDRESS' else 'UNKNOWN_TICKET' end,
                    'ticket not known (expected: one that was imported)', convert_to('{"ticketId":"X' || n
                        || '","sequence":12,"status":"DOWNLOADED","statusDate":"2026-06-14T09:00:00Z"}', 'UTF8'),
                    md5('held' || n)::uuid, case when n %% 6 = 1 then 'OPEN' when n %% 6 = 2 then 'DISCARDED' else 'REPLAYED' end,
                    timestamptz ':NOW' - interval '1 minute' * (30000 - n),
                    case when n %% 6 <> 1 then timestamptz ':NOW' end, case when n %% 6 <> 1 then 'user:anna' end
                from generate_series(0, 29999) as n""".formatted(line(5), "'X' || n"));
    }

    private void run(String sql) {
        long start = System.nanoTime();
        String whole = sql;
        for (Map.Entry<String, String> number : numbers.entrySet()) {
            whole = whole.replace(number.getKey(), number.getValue());
        }
        int rows = jdbc.update(whole);
        Progress.say("%,d rows in %.0f s", rows, (System.nanoTime() - start) / 1e9);
    }
}
