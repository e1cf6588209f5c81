package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Statements that write cases. */
final class CaseStore {
    private final JdbcTemplate rows;
    private final JdbcClient jdbc;
    private final @Nullable Together together;

    CaseStore(DataSource dataSource) {
        this(new JdbcTemplate(dataSource), null);
    }

    private CaseStore(JdbcTemplate rows, @Nullable Together together) {
        this.rows = rows;
        this.jdbc = JdbcClient.create(rows);
        this.together = together;
    }

    /** What waits to be written with one statement. */
    private record Together(List<String> statements, List<@Nullable Object> parameters) {}

    /** A store that writes nothing before {@link #flush}, and then everything with one statement: a mail is some six rows. */
    CaseStore together() {
        return new CaseStore(rows, new Together(new ArrayList<>(), new ArrayList<>()));
    }

    void flush() {
        if (together == null || together.statements().isEmpty()) {
            return;
        }
        List<String> statements = together.statements();
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < statements.size() - 1; i++) {
            sql.append(i == 0 ? "with w" : ", w")
                    .append(i)
                    .append(" as (")
                    .append(statements.get(i))
                    .append(")");
        }
        sql.append("\n").append(statements.getLast());
        rows.update(sql.toString(), together.parameters().toArray());
        together.statements().clear();
        together.parameters().clear();
    }

    private void run(String sql, @Nullable Object... parameters) {
        if (together == null) {
            rows.update(sql, parameters);
        } else {
            together.statements().add(sql);
            together.parameters().addAll(Arrays.asList(parameters));
        }
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
        run(
                """
                insert into support_case (organizer, number, type, state, priority, subject, requester, requester_address,
                    supplier, assignee, mailbox, language, channel, follows, spam, opened_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                organizer.value(),
                made.number().value(),
                made.type().name(),
                made.state().name(),
                made.priority().name(),
                made.subject(),
                made.requester() == null ? null : made.requester().value(),
                made.requesterAddress(),
                made.supplier(),
                made.assignee(),
                made.mailbox(),
                made.language(),
                made.channel().name(),
                made.follows() == null ? null : made.follows().value(),
                made.spam(),
                utc(made.openedAt()),
                utc(made.updatedAt()));
    }

    void update(OrganizerCode organizer, SupportCase next) {
        run(
                """
                update support_case set type = ?, state = ?, priority = ?, subject = ?, requester = ?, requester_address = ?,
                    supplier = ?, assignee = ?, merged_into = ?, spam = ?, updated_at = ?, first_answer_at = ?, solved_at = ?,
                    closed_at = ?
                where organizer = ? and number = ?""",
                next.type().name(),
                next.state().name(),
                next.priority().name(),
                next.subject(),
                next.requester() == null ? null : next.requester().value(),
                next.requesterAddress(),
                next.supplier(),
                next.assignee(),
                next.mergedInto() == null ? null : next.mergedInto().value(),
                next.spam(),
                utc(next.updatedAt()),
                utc(next.firstAnswerAt()),
                utc(next.solvedAt()),
                utc(next.closedAt()),
                organizer.value(),
                next.number().value());
    }

    void addEntry(OrganizerCode organizer, CaseNumber number, CaseEntry entry) {
        run(
                """
                insert into case_entry (organizer, number, entry_id, at, kind, author, author_line, contact, login, action,
                    text, public, mail_id, evidence, marks)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                organizer.value(),
                number.value(),
                entry.id(),
                utc(entry.at()),
                entry.kind().name(),
                entry.author(),
                entry.authorLine(),
                entry.contact() == null ? null : entry.contact().value(),
                entry.login(),
                entry.action().name(),
                entry.text(),
                entry.isPublic(),
                entry.mailId(),
                entry.evidence() == null ? null : entry.evidence().code(),
                entry.marks().stream().map(Enum::name).collect(Collectors.joining(" ")));
    }

    /** Those who take part already stay what they are. */
    void addParticipants(OrganizerCode organizer, CaseNumber number, List<Participant> people, Instant now) {
        if (people.isEmpty()) {
            return;
        }
        run(
                """
                insert into case_participant (organizer, number, address_key, address, name, role, contact, since)
                select ?, ?, address_key, address, name, role, contact, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                    as given (address_key, address, name, role, contact)
                on conflict (organizer, number, address_key) do nothing""",
                organizer.value(),
                number.value(),
                utc(now),
                people.stream().map(each -> each.address().key()).toArray(String[]::new),
                people.stream().map(each -> each.address().text()).toArray(String[]::new),
                people.stream().map(Participant::name).toArray(String[]::new),
                people.stream().map(each -> each.role().name()).toArray(String[]::new),
                people.stream()
                        .map(each ->
                                each.contact() == null ? null : each.contact().value())
                        .toArray(UUID[]::new));
    }

    /** That a mail with the key came here outweighs that one was answered only. */
    void addMessages(OrganizerCode organizer, CaseNumber number, List<Known.Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        run(
                """
                insert into case_message as m (organizer, message_key, number, received, at)
                select ?, message_key, ?, received, ? from unnest(?::text[], ?::boolean[]) as given (message_key, received)
                on conflict (organizer, message_key, number) do update set received = true
                    where excluded.received and not m.received""",
                organizer.value(),
                number.value(),
                utc(messages.getFirst().at()),
                messages.stream().map(Known.Message::key).toArray(String[]::new),
                messages.stream().map(Known.Message::received).toArray(Boolean[]::new));
    }

    /** @param named by ticket the word that named it; empty: an agent links it */
    void addTickets(OrganizerCode organizer, CaseNumber number, Map<TicketId, String> named, Instant now) {
        if (named.isEmpty()) {
            return;
        }
        run(
                """
                insert into case_ticket (organizer, number, ticket_id, named_by, at)
                select ?, ?, ticket_id, nullif(named_by, ''), ? from unnest(?::text[], ?::text[]) as given (ticket_id, named_by)
                on conflict do nothing""",
                organizer.value(),
                number.value(),
                utc(now),
                named.keySet().stream().map(TicketId::value).toArray(String[]::new),
                named.values().toArray(String[]::new));
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
        run("""
                insert into case_link (organizer, number, other, kind, at) values (?, ?, ?, ?, ?) on conflict do nothing""", organizer.value(), number.value(), other.value(), kind.name(), utc(now));
    }

    void addVerdict(OrganizerCode organizer, MailVerdict verdict) {
        run(
                """
                insert into mail_verdict as v (organizer, mail_id, outcome, number, sender_kind, reasons, evidence, subject,
                    from_address, from_key, from_name, authentication, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, mail_id) do update set outcome = excluded.outcome, number = excluded.number,
                    sender_kind = excluded.sender_kind, reasons = excluded.reasons, evidence = excluded.evidence,
                    at = excluded.at""",
                organizer.value(),
                verdict.mailId(),
                verdict.outcome().name(),
                verdict.number() == null ? null : verdict.number().value(),
                verdict.senderKind().name(),
                String.join(" ", verdict.reasons()),
                verdict.evidence().code(),
                verdict.subject(),
                verdict.fromAddress(),
                EmailAddress.parse(verdict.fromAddress()).map(EmailAddress::key).orElse(null),
                verdict.fromName(),
                verdict.authentication().name(),
                utc(verdict.at()));
    }

    void hold(OrganizerCode organizer, MailVerdict verdict) {
        run(
                """
                insert into held_mail (organizer, mail_id, number, reasons, state, held_at) values (?, ?, ?, ?, 'HELD', ?)
                on conflict do nothing""",
                organizer.value(),
                verdict.mailId(),
                verdict.number() == null ? null : verdict.number().value(),
                String.join(" ", verdict.reasons()),
                utc(verdict.at()));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
