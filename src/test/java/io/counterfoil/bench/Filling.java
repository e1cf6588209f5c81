package io.counterfoil.bench;

import io.counterfoil.sync.BenchEngine;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Stored tickets as years of business leave them: each with contact, ownership and a line of the journal; of one in five
 * also a transfer that is over, in the status log and in the distribution history. Set-based, straight into the tables.
 */
final class Filling {
    /** Tickets of numbers that divide by this have no past: those that are going to change. */
    private static final int PAST_EVERY = 5;

    private static final String CONTACT = "('01980000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
    private static final String OWNER = CONTACT.replace("(n)", "(n / 2)");
    private static final String NEXT_OWNER = CONTACT.replace("(n)", "(n / 2 + 1)");
    private static final String TICKET = "'B-' || lpad(n::text, 9, '0')";
    private static final String WHEN = "timestamptz '2026-01-01 10:00:00+00'";

    private final JdbcTemplate superuser;
    private final long end;
    private final int step;

    /**
     * @param end of the tickets' numbers, from 0
     * @param step between two of them
     */
    Filling(JdbcTemplate superuser, long end, int step) {
        this.superuser = superuser;
        this.end = end;
        this.step = step;
    }

    void fill() {
        contacts();
        tickets();
        ownership();
        statusLog();
        distributions();
        journal();
    }

    /** How many entries of the status log there are. */
    long logEntries() {
        return 2 * distributionLines();
    }

    /** How many distributions there are. */
    long distributionLines() {
        return step % PAST_EVERY == 0 ? 0 : (end - 2) / PAST_EVERY + 1;
    }

    private void contacts() {
        run("""
                insert into contact (organizer, contact_id, email, email_key, first_name, last_name, temporary, created_at,
                    updated_at)
                select ?, %s, 'person' || n || '@example.org', 'person' || n || '@example.org', 'First' || n, 'Last' || n,
                    false, %s, %s
                from generate_series(0, ?, ?) as n""".formatted(CONTACT, WHEN, WHEN), end / 2, Math.max(step / 2, 1));
    }

    private void tickets() {
        run("""
                insert into ticket (organizer, ticket_id, organization, event_id, seat, barcode, state, state_changed_at,
                    imported_contact, first_contact, created_at, updated_at)
                select ?, %s, 'box-office', 'E-' || n / 10000, 'Row ' || n %% 100, '98' || n, 'PRINTED', %s, %s, %s, %s, %s
                from generate_series(0, ?, ?) as n""".formatted(TICKET, WHEN, OWNER, OWNER, WHEN, WHEN), end - 1, step);
    }

    private void ownership() {
        run("""
                insert into ticket_ownership (organizer, ticket_id, cultural_contact, mobile_status, mobile_status_at,
                    wallet_owner, arrivals, line_count, last_stream)
                select ?, %s, case when past then %s else %s end, case when past then 'TRANSFERRED' end,
                    case when past then %s end, case when past then 'person' || n / 2 + 1 || '@example.org' end,
                    case when past then 2 else 0 end, case when past then 1 else 0 end,
                    case when past then 'mobile-0:0' end
                from (select n, n %% %d = 1 as past from generate_series(0, ?, ?) as n) as numbers""".formatted(TICKET, NEXT_OWNER, OWNER, WHEN, PAST_EVERY), end - 1, step);
    }

    private void statusLog() {
        run("""
                insert into status_log (organizer, ticket_id, digest, arrival, interface, epoch, sequence, status, status_at,
                    owner_told, wallet_owner, holder_told, has_transfer, transfer_id, sender, recipient, followed, run_id,
                    received_at)
                select ?, %s, md5(n || '/' || arrival)::uuid, arrival, 'mobile-0', 0, 2 * n + arrival,
                    case arrival when 1 then 'PENDING_TRANSFER' else 'TRANSFERRED' end, %s, true,
                    'person' || n / 2 || '@example.org', false, true, 'old-' || n, 'person' || n / 2 || '@example.org',
                    'person' || n / 2 + 1 || '@example.org', true, md5('run')::uuid, %s
                from generate_series(0, ?, ?) as n, generate_series(1, 2) as arrival
                where n %% %d = 1""".formatted(TICKET, WHEN, WHEN, PAST_EVERY), end - 1, step);
    }

    private void distributions() {
        run("""
                insert into distribution (organizer, ticket_id, distribution_id, position, action, status, source,
                    transfer_id, old_contact, new_contact, initiated_at, resolved_at, recorded_at, steps, born_by, born_as)
                select ?, %s, ('01980001-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 1, 'FORWARD', 'CONFIRMED',
                    'MOBILE', 'old-' || n, %s, %s, %s, %s, %s, '[]', md5(n || '/1')::uuid, 'OWN'
                from generate_series(0, ?, ?) as n where n %% %d = 1""".formatted(TICKET, OWNER, NEXT_OWNER, WHEN, WHEN, WHEN, PAST_EVERY), end - 1, step);
    }

    /** The lines' hashes are as long as real ones and chain nothing; the organizer's number goes on after them. */
    private void journal() {
        run("""
                insert into journal (organizer, seq, at, actor, entity, entity_id, action, body, salt, digest, hash)
                select h.organizer, h.journal_seq + 1 + n / %d, %s, 'bench', 'ticket', %s, 'created',
                    '{"organization":"box-office","event":"E-1","state":"PRINTED"}', decode(md5(n::text), 'hex'),
                    sha256('a'), sha256('b')
                from (select * from organizer_head where organizer = ?) as h, generate_series(0, ?, ?) as n""".formatted(step, WHEN, TICKET), end - 1, step);
        superuser.update(
                "update organizer_head set journal_seq = journal_seq + ? where organizer = ?",
                (end - 1) / step + 1,
                BenchEngine.ORGANIZER.value());
    }

    private void run(String sql, long last, int by) {
        superuser.update(sql, BenchEngine.ORGANIZER.value(), last, by);
    }
}
