package io.counterfoil.helpdesk;

import io.counterfoil.database.RowsAsArrays;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements that write cases. */
final class CaseStore {
    private final JdbcClient jdbc;
    private final JdbcTemplate rows;

    CaseStore(DataSource dataSource) {
        this.rows = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(rows);
    }

    /** The next number of the organizer; it is given back when the transaction is undone. */
    CaseNumber nextNumber(OrganizerCode organizer) {
        return new CaseNumber(
                jdbc.sql("""
                insert into case_counter as c (organizer, last_number) values (?, 1)
                on conflict (organizer) do update set last_number = c.last_number + 1
                returning last_number""").param(organizer.value()).query(Long.class).single());
    }

    void insert(OrganizerCode organizer, SupportCase made) {
        jdbc.sql("""
                insert into support_case (organizer, number, type, state, priority, subject, requester, requester_address,
                    supplier, assignee, mailbox, language, channel, follows, spam, opened_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(organizer.value())
                .param(made.number().value())
                .param(made.type().name())
                .param(made.state().name())
                .param(made.priority().name())
                .param(made.subject())
                .param(made.requester() == null ? null : made.requester().value())
                .param(made.requesterAddress())
                .param(made.supplier())
                .param(made.assignee())
                .param(made.mailbox())
                .param(made.language())
                .param(made.channel().name())
                .param(made.follows() == null ? null : made.follows().value())
                .param(made.spam())
                .param(utc(made.openedAt()))
                .param(utc(made.updatedAt()))
                .update();
    }

    void update(OrganizerCode organizer, SupportCase next) {
        jdbc.sql("""
                update support_case set type = ?, state = ?, priority = ?, subject = ?, requester = ?, requester_address = ?,
                    supplier = ?, assignee = ?, merged_into = ?, spam = ?, updated_at = ?, first_answer_at = ?, solved_at = ?,
                    closed_at = ?
                where organizer = ? and number = ?""")
                .param(next.type().name())
                .param(next.state().name())
                .param(next.priority().name())
                .param(next.subject())
                .param(next.requester() == null ? null : next.requester().value())
                .param(next.requesterAddress())
                .param(next.supplier())
                .param(next.assignee())
                .param(next.mergedInto() == null ? null : next.mergedInto().value())
                .param(next.spam())
                .param(utc(next.updatedAt()))
                .param(utc(next.firstAnswerAt()))
                .param(utc(next.solvedAt()))
                .param(utc(next.closedAt()))
                .param(organizer.value())
                .param(next.number().value())
                .update();
    }

    void addEntry(OrganizerCode organizer, CaseNumber number, CaseEntry entry) {
        jdbc.sql("""
                insert into case_entry (organizer, number, entry_id, at, kind, author, author_line, contact, login, action,
                    text, public, mail_id, evidence, marks)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(organizer.value())
                .param(number.value())
                .param(entry.id())
                .param(utc(entry.at()))
                .param(entry.kind().name())
                .param(entry.author())
                .param(entry.authorLine())
                .param(entry.contact() == null ? null : entry.contact().value())
                .param(entry.login())
                .param(entry.action().name())
                .param(entry.text())
                .param(entry.isPublic())
                .param(entry.mailId())
                .param(entry.evidence() == null ? null : entry.evidence().code())
                .param(entry.marks().stream().map(Enum::name).collect(Collectors.joining(" ")))
                .update();
    }

    /** Those who take part already stay what they are. */
    void addParticipants(OrganizerCode organizer, CaseNumber number, List<Participant> people, Instant now) {
        RowsAsArrays.update(rows, """
                insert into case_participant (organizer, number, address_key, address, name, role, contact, since)
                select ?, ?, address_key, address, name, role, contact, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                    as given (address_key, address, name, role, contact)
                on conflict (organizer, number, address_key) do nothing""", people, p -> {
            p.same(organizer.value());
            p.same(number.value());
            p.same(utc(now));
            p.texts(each -> each.address().key());
            p.texts(each -> each.address().text());
            p.texts(Participant::name);
            p.texts(Participant::role);
            p.uuids(each -> each.contact() == null ? null : each.contact().value());
        });
    }

    /** That a mail with the key came here outweighs that one was answered only. */
    void addMessages(OrganizerCode organizer, CaseNumber number, List<Known.Message> messages) {
        RowsAsArrays.update(rows, """
                insert into case_message as m (organizer, message_key, number, received, at)
                select ?, message_key, ?, received,\s""" + RowsAsArrays.time("at") + " " + """
                 from unnest(?::text[], ?::boolean[], ?::bigint[]) as given (message_key, received, at)
                on conflict (organizer, message_key, number) do update set received = true
                    where excluded.received and not m.received""", messages, p -> {
            p.same(organizer.value());
            p.same(number.value());
            p.texts(Known.Message::key);
            p.booleans(Known.Message::received);
            p.times(Known.Message::at);
        });
    }

    /** @param named by ticket the word that named it; empty: an agent links it */
    void addTickets(OrganizerCode organizer, CaseNumber number, Map<TicketId, String> named, Instant now) {
        List<Map.Entry<TicketId, String>> all = List.copyOf(named.entrySet());
        RowsAsArrays.update(rows, """
                insert into case_ticket (organizer, number, ticket_id, named_by, at)
                select ?, ?, ticket_id, nullif(named_by, ''), ? from unnest(?::text[], ?::text[]) as given (ticket_id, named_by)
                on conflict do nothing""", all, p -> {
            p.same(organizer.value());
            p.same(number.value());
            p.same(utc(now));
            p.texts(Map.Entry::getKey);
            p.texts(Map.Entry::getValue);
        });
    }

    boolean removeTicket(OrganizerCode organizer, CaseNumber number, TicketId ticket) {
        return jdbc.sql("delete from case_ticket where organizer = ? and number = ? and ticket_id = ?")
                        .param(organizer.value())
                        .param(number.value())
                        .param(ticket.value())
                        .update()
                == 1;
    }

    void link(OrganizerCode organizer, CaseNumber number, CaseNumber other, CaseLink.Kind kind, Instant now) {
        jdbc.sql("""
                insert into case_link (organizer, number, other, kind, at) values (?, ?, ?, ?, ?) on conflict do nothing""")
                .param(organizer.value())
                .param(number.value())
                .param(other.value())
                .param(kind.name())
                .param(utc(now))
                .update();
    }

    void addVerdict(OrganizerCode organizer, MailVerdict verdict) {
        jdbc.sql("""
                insert into mail_verdict as v (organizer, mail_id, outcome, number, sender_kind, reasons, evidence, subject,
                    from_address, from_key, from_name, authentication, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, mail_id) do update set outcome = excluded.outcome, number = excluded.number,
                    sender_kind = excluded.sender_kind, reasons = excluded.reasons, evidence = excluded.evidence,
                    at = excluded.at""")
                .param(organizer.value())
                .param(verdict.mailId())
                .param(verdict.outcome().name())
                .param(verdict.number() == null ? null : verdict.number().value())
                .param(verdict.senderKind().name())
                .param(String.join(" ", verdict.reasons()))
                .param(verdict.evidence().code())
                .param(verdict.subject())
                .param(verdict.fromAddress())
                .param(EmailAddress.parse(verdict.fromAddress())
                        .map(EmailAddress::key)
                        .orElse(null))
                .param(verdict.fromName())
                .param(verdict.authentication().name())
                .param(utc(verdict.at()))
                .update();
    }

    void hold(OrganizerCode organizer, MailVerdict verdict) {
        jdbc.sql("""
                insert into held_mail (organizer, mail_id, number, reasons, state, held_at) values (?, ?, ?, ?, 'HELD', ?)
                on conflict do nothing""")
                .param(organizer.value())
                .param(verdict.mailId())
                .param(verdict.number() == null ? null : verdict.number().value())
                .param(String.join(" ", verdict.reasons()))
                .param(utc(verdict.at()))
                .update();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
