package io.counterfoil.helpdesk;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of cases that are collected and then written with one statement, however many mails they come from. Not for several threads. */
final class CaseRowWriter {
    /** What can be written. The rows are arrays, so that there are few different statements, which PostgreSQL plans once. */
    enum Kind {
        CASE(
                """
                insert into support_case (organizer, number, type, state, priority, subject, requester, requester_address,
                    supplier, assignee, mailbox, language, channel, follows, spam, opened_at, updated_at)
                select ?, r.* from %s as r""",
                "bigint text text text text uuid text text text text text text bigint boolean timestamptz timestamptz"),
        CHANGE(
                """
                update support_case c set type = r.type, state = r.state, priority = r.priority, subject = r.subject,
                    requester = r.requester, requester_address = r.requester_address, supplier = r.supplier,
                    assignee = r.assignee, merged_into = r.merged_into, spam = r.spam, updated_at = r.updated_at,
                    first_answer_at = r.first_answer_at, solved_at = r.solved_at, closed_at = r.closed_at
                from (select ?::text as organizer) o, %s as r (number, type, state, priority, subject, requester,
                    requester_address, supplier, assignee, merged_into, spam, updated_at, first_answer_at, solved_at, closed_at)
                where c.organizer = o.organizer and c.number = r.number""",
                "bigint text text text text uuid text text text bigint boolean timestamptz timestamptz timestamptz timestamptz"),
        /** The beginning of long texts only: a list of words has a limit of 1 MiB. */
        ENTRY("""
                insert into case_entry (organizer, number, entry_id, at, kind, author, author_line, contact, login, action,
                    text, public, mail_id, evidence, marks, words)
                select ?, r.number, r.entry_id, r.at, r.kind, r.author, r.author_line, r.contact, r.login, r.action,
                    r.text, r.public, r.mail_id, r.evidence, r.marks,
                    to_tsvector('english', left(r.text, 50000) || ' ' || r.besides)
                        || to_tsvector('french', left(r.text, 50000) || ' ' || r.besides)
                from %s as r (number, entry_id, at, kind, author, author_line, contact, login, action, text, public, mail_id,
                    evidence, marks, besides)""", "bigint uuid timestamptz text text text uuid text text text boolean uuid text text text"),
        /** Those who take part already stay what they are. */
        PARTICIPANT("""
                insert into case_participant (organizer, number, address_key, address, name, role, contact, since)
                select ?, r.* from %s as r
                on conflict (organizer, number, address_key) do nothing""", "bigint text text text text uuid timestamptz"),
        /** That a mail with the key came here outweighs that one was answered only. */
        MESSAGE("""
                insert into case_message as m (organizer, message_key, number, received, at)
                select ?, r.* from %s as r
                on conflict (organizer, message_key, number) do update set received = true
                    where excluded.received and not m.received""", "text bigint boolean timestamptz"),
        TICKET("""
                insert into case_ticket (organizer, number, ticket_id, named_by, at)
                select ?, r.* from %s as r
                on conflict do nothing""", "bigint text text timestamptz"),
        LINK("""
                insert into case_link (organizer, number, other, kind, at)
                select ?, r.* from %s as r
                on conflict do nothing""", "bigint bigint text timestamptz"),
        VERDICT("""
                insert into mail_verdict as v (organizer, mail_id, outcome, number, sender_kind, reasons, evidence, subject,
                    from_address, from_key, from_name, authentication, at, words)
                select ?, r.mail_id, r.outcome, r.number, r.sender_kind, r.reasons, r.evidence, r.subject, r.from_address,
                    r.from_key, r.from_name, r.authentication, r.at,
                    case when r.searched <> ''
                        then to_tsvector('english', r.searched) || to_tsvector('french', r.searched) end
                from %s as r (mail_id, outcome, number, sender_kind, reasons, evidence, subject, from_address, from_key,
                    from_name, authentication, at, searched)
                on conflict (organizer, mail_id) do update set outcome = excluded.outcome, number = excluded.number,
                    sender_kind = excluded.sender_kind, reasons = excluded.reasons, evidence = excluded.evidence,
                    at = excluded.at, words = excluded.words""", "uuid text bigint text text text text text text text text timestamptz text"),
        HELD("""
                insert into held_mail (organizer, mail_id, number, reasons, state, held_at)
                select ?, r.mail_id, r.number, r.reasons, 'HELD', r.at from %s as r (mail_id, number, reasons, at)
                on conflict do nothing""", "uuid bigint text timestamptz");

        private final String types;
        private final String sql;

        /** @param types of the members of a row */
        Kind(String sql, String types) {
            this.types = types;
            this.sql = sql.formatted("unnest("
                    + types().stream().map(type -> "?::" + type + "[]").collect(Collectors.joining(", ")) + ")");
        }

        private List<String> types() {
            return List.of(types.split(" "));
        }
    }

    private final JdbcTemplate jdbc;
    private final Map<Kind, List<@Nullable Object[]>> rows = new EnumMap<>(Kind.class);

    CaseRowWriter(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(Kind kind, @Nullable Object... row) {
        if (row.length != kind.types().size()) {
            throw new IllegalArgumentException(row.length + " members of a row of " + kind);
        }
        rows.computeIfAbsent(kind, none -> new ArrayList<>()).add(row);
    }

    /** Writes what was collected since the last time. */
    void flush(OrganizerCode organizer) {
        if (rows.isEmpty()) {
            return;
        }
        List<Kind> kinds = List.copyOf(rows.keySet());
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < kinds.size() - 1; i++) {
            sql.append(i == 0 ? "with w" : ", w")
                    .append(i)
                    .append(" as (")
                    .append(kinds.get(i).sql)
                    .append(")");
        }
        sql.append("\n").append(kinds.getLast().sql);
        jdbc.update(sql.toString(), ps -> {
            int parameter = 1;
            for (Kind kind : kinds) {
                parameter = set(ps, parameter, organizer, kind);
            }
        });
        rows.clear();
    }

    private int set(PreparedStatement ps, int first, OrganizerCode organizer, Kind kind) throws SQLException {
        List<@Nullable Object[]> all = rows.getOrDefault(kind, List.of());
        List<String> types = kind.types();
        int parameter = first;
        ps.setString(parameter++, organizer.value());
        for (int member = 0; member < types.size(); member++) {
            int place = member;
            @Nullable Object[] column = new Object[all.size()];
            Arrays.setAll(column, row -> all.get(row)[place]);
            ps.setArray(parameter++, ps.getConnection().createArrayOf(types.get(member), column));
        }
        return parameter;
    }
}
