package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.SupportCases.Place;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that read cases. */
final class CaseQueries {
    static final String COLUMNS = """
            c.number, c.type, c.state, c.priority, c.subject, c.requester, c.requester_address, c.supplier, c.assignee, c.mailbox,
            c.language, c.channel, c.follows, c.merged_into, c.spam, c.opened_at, c.updated_at, c.first_answer_at, c.solved_at,
            c.closed_at
            """;
    /** A case number as people write it, its tag's start and end around it. */
    private static final Pattern NUMBER = Pattern.compile("\\W{0,5}(?:ID)?\\W{0,5}(\\d{1,12})\\W{0,5}");

    private final JdbcTemplate jdbc;
    private final CaseEntryQueries said;

    CaseQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.said = new CaseEntryQueries(jdbc);
    }

    /** What was said and done in cases. */
    CaseEntryQueries said() {
        return said;
    }

    /** The case that has the number, or had it. */
    Optional<SupportCase> find(OrganizerCode organizer, CaseNumber number) {
        return jdbc
                .query(
                        "select " + COLUMNS + """
                         from support_case c where c.organizer = ? and c.number = (
                            select coalesce(n.merged_into, n.number) from support_case n
                            where n.organizer = ? and n.number = ?)""",
                        (rs, row) -> supportCase(rs, 0),
                        organizer.value(),
                        organizer.value(),
                        number.value())
                .stream()
                .findFirst();
    }

    /** @param named people whom the filter's text names */
    List<SupportCase> list(
            OrganizerCode organizer, CaseFilter filter, List<ContactId> named, @Nullable Place after, int limit) {
        StringBuilder sql = new StringBuilder(
                "select " + COLUMNS + " from support_case c where c.organizer = ? and c.merged_into is null");
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        addState(filter, sql, parameters);
        addPeople(organizer, filter, sql, parameters);
        if (filter.text() != null) {
            addText(organizer, Objects.requireNonNull(filter.text()), named, sql, parameters);
        }
        if (after != null) {
            sql.append(" and (c.updated_at, c.number) < (?, ?)");
            parameters.add(after.updatedAt().atOffset(ZoneOffset.UTC));
            parameters.add(after.number().value());
        }
        sql.append(" order by c.updated_at desc, c.number desc limit ?");
        parameters.add(limit);
        return jdbc.query(sql.toString(), (rs, row) -> supportCase(rs, 0), parameters.toArray());
    }

    private static void addState(CaseFilter filter, StringBuilder sql, List<Object> parameters) {
        if (!filter.spam()) {
            sql.append(" and not c.spam");
        }
        if (!filter.states().isEmpty()) {
            sql.append(" and c.state = any(?)");
            parameters.add(filter.states().stream().map(Enum::name).toArray(String[]::new));
        }
        if (filter.mailbox() != null) {
            sql.append(" and c.mailbox = ?");
            parameters.add(Objects.requireNonNull(filter.mailbox()));
        }
        if (filter.priority() != null) {
            sql.append(" and c.priority = ?");
            parameters.add(filter.priority().name());
        }
    }

    private static void addPeople(
            OrganizerCode organizer, CaseFilter filter, StringBuilder sql, List<Object> parameters) {
        if (!filter.requesters().isEmpty() || filter.participant() != null) {
            sql.append(' ').append("""
                    and (c.requester = any(?::uuid[]) or c.number in (select p.number from case_participant p
                        where p.organizer = ? and p.address_key = ?))""");
            parameters.add(filter.requesters().stream().map(ContactId::value).toArray(UUID[]::new));
            parameters.add(organizer.value());
            parameters.add(Objects.requireNonNullElse(filter.participant(), ""));
        }
        if (filter.assignee() != null) {
            sql.append(filter.assignee().isEmpty() ? " and c.assignee is null" : " and c.assignee = ?");
            if (!filter.assignee().isEmpty()) {
                parameters.add(Objects.requireNonNull(filter.assignee()));
            }
        }
    }

    /**
     * A number, words of subject, entries, quotes, file names and mails beside cases in English and French, fields, names and addresses
     * of people, a ticket.
     */
    private static void addText(
            OrganizerCode organizer, String text, List<ContactId> named, StringBuilder sql, List<Object> parameters) {
        sql.append(' ').append("""
                and c.number in (
                    select s.number from support_case s where s.organizer = ? and s.words @@
                        (websearch_to_tsquery('english', ?) || websearch_to_tsquery('french', ?))
                    union select e.number from case_entry e where e.organizer = ? and e.words @@
                        (websearch_to_tsquery('english', ?) || websearch_to_tsquery('french', ?))
                    union select p.number from case_participant p
                        where p.organizer = ? and p.words @@ websearch_to_tsquery('simple', ?)
                    union select case when o.merged_into is null then o.number else o.merged_into end
                        from case_field f join support_case o on o.organizer = f.organizer and o.number = f.number
                        where f.organizer = ? and f.words @@ websearch_to_tsquery('simple', ?)
                    union select v.number from mail_verdict v where v.organizer = ? and v.number is not null and v.words @@
                        (websearch_to_tsquery('english', ?) || websearch_to_tsquery('french', ?))
                    union select t.number from case_ticket t where t.organizer = ? and t.ticket_id = ?
                    union select r.number from support_case r where r.organizer = ? and r.requester = any(?::uuid[])
                    union select coalesce(n.merged_into, n.number) from support_case n
                        where n.organizer = ? and n.number = ?)""");
        String code = organizer.value();
        Matcher digits = NUMBER.matcher(text);
        parameters.addAll(List.of(code, text, text, code, text, text, code, text, code, text, code, text, text, code));
        parameters.addAll(List.of(text.strip(), code));
        parameters.add(named.stream().map(ContactId::value).toArray(UUID[]::new));
        parameters.addAll(List.of(code, digits.matches() ? Long.parseLong(digits.group(1)) : 0));
    }

    /** What cases keep of a person, with two statements. */
    List<PersonsCase> ofPerson(OrganizerCode organizer, Collection<ContactId> contacts) {
        UUID[] ids = contacts.stream().map(ContactId::value).toArray(UUID[]::new);
        Map<CaseNumber, List<PersonsCase.Written>> written = said.writtenBy(organizer, ids);
        return jdbc.query(
                """
                select c.number, case when c.requester = any(?::uuid[]) then c.subject else '' end, c.state, c.opened_at
                from support_case c where c.organizer = ? and c.merged_into is null
                    and (c.requester = any(?::uuid[]) or c.number = any(?)) order by c.number""",
                (rs, row) -> {
                    CaseNumber number = new CaseNumber(rs.getLong(1));
                    return new PersonsCase(
                            number,
                            rs.getString(2),
                            CaseState.valueOf(rs.getString(3)),
                            Objects.requireNonNull(instant(rs, 4)),
                            written.getOrDefault(number, List.of()));
                },
                ids,
                organizer.value(),
                ids,
                written.keySet().stream().map(CaseNumber::value).toArray(Long[]::new));
    }

    /** Cases that were solved until then, the longest solved first. */
    List<CaseNumber> solvedUntil(OrganizerCode organizer, Instant until, int limit) {
        return jdbc.query(
                """
                select number from support_case where organizer = ? and state = 'SOLVED' and solved_at <= ?
                order by solved_at limit ?""",
                (rs, row) -> new CaseNumber(rs.getLong(1)),
                organizer.value(),
                until.atOffset(ZoneOffset.UTC),
                limit);
    }

    /** Whether there is a case that somebody may still answer. */
    boolean anyUnclosed(OrganizerCode organizer) {
        return Boolean.TRUE.equals(jdbc.queryForObject("""
                select exists (select from support_case
                    where organizer = ? and merged_into is null and state = any (array['NEW', 'OPEN', 'WAITING', 'SOLVED']))""", Boolean.class, organizer.value()));
    }

    List<Participant> participants(OrganizerCode organizer, CaseNumber number) {
        return jdbc.query("""
                select address, name, role, contact from case_participant
                where organizer = ? and number = ? order by since, address_key""", (rs, row) -> participant(rs, 1), organizer.value(), number.value());
    }

    List<TicketId> tickets(OrganizerCode organizer, CaseNumber number) {
        return jdbc.query(
                "select ticket_id from case_ticket where organizer = ? and number = ? order by at, ticket_id",
                (rs, row) -> new TicketId(rs.getString(1)),
                organizer.value(),
                number.value());
    }

    /** By the case. */
    Map<CaseNumber, List<TicketId>> tickets(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        Map<CaseNumber, List<TicketId>> tickets = new HashMap<>();
        jdbc.query(
                "select number, ticket_id from case_ticket where organizer = ? and number = any(?) order by at, ticket_id",
                rs -> {
                    tickets.computeIfAbsent(new CaseNumber(rs.getLong(1)), none -> new ArrayList<>())
                            .add(new TicketId(rs.getString(2)));
                },
                organizer.value(),
                IntakeQueries.values(numbers));
        return tickets;
    }

    List<CaseLink> links(OrganizerCode organizer, CaseNumber number) {
        return jdbc.query(
                """
                select other, kind from case_link where organizer = ? and number = ?
                union all
                select number, case kind when 'FOLLOWS' then 'FOLLOWED_BY' when 'SPLIT_FROM' then 'SPLIT_INTO' else kind end
                from case_link where organizer = ? and other = ? order by 1""",
                (rs, row) -> new CaseLink(new CaseNumber(rs.getLong(1)), CaseLink.Kind.valueOf(rs.getString(2))),
                organizer.value(),
                number.value(),
                organizer.value(),
                number.value());
    }

    /** @param at the first of its columns: address, name, role, contact */
    static Participant participant(ResultSet rs, int at) throws SQLException {
        return new Participant(
                EmailAddress.parse(rs.getString(at)).orElseThrow(),
                rs.getString(at + 1),
                Participant.Role.valueOf(rs.getString(at + 2)),
                contact(rs, at + 3));
    }

    /** @param from how many other columns stand before {@link #COLUMNS} */
    static SupportCase supportCase(ResultSet rs, int from) throws SQLException {
        return new SupportCase(
                new CaseNumber(rs.getLong(from + 1)),
                CaseType.valueOf(rs.getString(from + 2)),
                CaseState.valueOf(rs.getString(from + 3)),
                CasePriority.valueOf(rs.getString(from + 4)),
                rs.getString(from + 5),
                contact(rs, from + 6),
                rs.getString(from + 7),
                rs.getString(from + 8),
                rs.getString(from + 9),
                rs.getString(from + 10),
                rs.getString(from + 11),
                CaseChannel.valueOf(rs.getString(from + 12)),
                number(rs, from + 13),
                number(rs, from + 14),
                rs.getBoolean(from + 15),
                Objects.requireNonNull(instant(rs, from + 16)),
                Objects.requireNonNull(instant(rs, from + 17)),
                instant(rs, from + 18),
                instant(rs, from + 19),
                instant(rs, from + 20));
    }

    static @Nullable ContactId contact(ResultSet rs, int column) throws SQLException {
        UUID id = rs.getObject(column, UUID.class);
        return id == null ? null : new ContactId(id);
    }

    private static @Nullable CaseNumber number(ResultSet rs, int column) throws SQLException {
        long number = rs.getLong(column);
        return rs.wasNull() ? null : new CaseNumber(number);
    }

    static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
