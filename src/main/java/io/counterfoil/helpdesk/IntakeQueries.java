package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Authentication;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that look up what a mail names: a fixed number of them, however much it names. */
final class IntakeQueries {
    /** What {@link #verdict(ResultSet)} reads. */
    static final String VERDICT = """
            v.outcome, v.number, v.sender_kind, v.reasons, v.evidence, v.subject, v.from_address, v.from_name,
            v.authentication, v.at, v.mail_id
            """;

    private final JdbcTemplate jdbc;

    IntakeQueries(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** To which cases the mails belong that have these keys, by the key. */
    Map<String, List<Known.Message>> messages(OrganizerCode organizer, Collection<String> keys) {
        Map<String, List<Known.Message>> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        jdbc.query(
                """
                select m.message_key, m.number, m.received, m.at
                from case_message m where m.organizer = ? and m.message_key = any(?::text[])
                order by m.message_key, m.number""",
                rs -> {
                    Known.Message message = new Known.Message(
                            rs.getString(1),
                            new CaseNumber(rs.getLong(2)),
                            rs.getBoolean(3),
                            rs.getObject(4, OffsetDateTime.class).toInstant());
                    found.computeIfAbsent(message.key(), none -> new ArrayList<>())
                            .add(message);
                },
                organizer.value(),
                keys.toArray(String[]::new));
        return found;
    }

    /** The cases behind numbers, merges followed, with who takes part and what goes on with the closed ones. */
    Map<CaseNumber, CaseAtHand> cases(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        Map<CaseNumber, CaseAtHand> found = new LinkedHashMap<>();
        if (numbers.isEmpty()) {
            return found;
        }
        Map<CaseNumber, SupportCase> byNumber = new LinkedHashMap<>();
        // CASE and not COALESCE, which row-level security keeps out of index conditions: all cases would be read
        jdbc.query(
                "select n.number, " + CaseQueries.COLUMNS + """
                 from support_case n
                    join support_case c on c.organizer = ? and c.number
                        = case when n.merged_into is null then n.number else n.merged_into end
                where n.organizer = ? and n.number = any(?)""",
                rs -> {
                    byNumber.put(new CaseNumber(rs.getLong(1)), CaseQueries.supportCase(rs, 1));
                },
                organizer.value(),
                organizer.value(),
                values(numbers));
        Map<CaseNumber, Map<String, Participant>> people = participants(organizer, byNumber.values());
        byNumber.forEach((number, each) -> found.put(
                number,
                new CaseAtHand(
                        each,
                        people.getOrDefault(each.number(), Map.of()),
                        each.state() == CaseState.CLOSED ? followUp(organizer, each.number()) : null)));
        return found;
    }

    private Map<CaseNumber, Map<String, Participant>> participants(
            OrganizerCode organizer, Collection<SupportCase> cases) {
        Map<CaseNumber, Map<String, Participant>> people = new HashMap<>();
        if (cases.isEmpty()) {
            return people;
        }
        jdbc.query(
                "select number, address_key, address, name, role, contact from case_participant"
                        + " where organizer = ? and number = any(?)",
                rs -> {
                    people.computeIfAbsent(new CaseNumber(rs.getLong(1)), none -> new HashMap<>())
                            .put(rs.getString(2), CaseQueries.participant(rs, 3));
                },
                organizer.value(),
                values(cases.stream().map(SupportCase::number).toList()));
        return people;
    }

    /** The open case that goes on with a closed one or one that was merged into it, be it over several closed ones. */
    private @Nullable SupportCase followUp(OrganizerCode organizer, CaseNumber closed) {
        List<SupportCase> open = jdbc.query(
                "with recursive later as (" + """
                    select ?::bigint as number
                    union
                    select s.number from later l cross join lateral (
                        select coalesce(f.merged_into, f.number) from support_case f
                            where f.organizer = ? and f.follows = l.number
                        union all
                        select coalesce(f.merged_into, f.number) from support_case m
                            join support_case f on f.organizer = ? and f.follows = m.number
                            where m.organizer = ? and m.merged_into = l.number
                    ) s (number)
                ) select\s""" + CaseQueries.COLUMNS + """
                 from later l join support_case c on c.number = l.number
                where c.organizer = ? and c.state <> 'CLOSED' order by c.number desc limit 1""",
                (rs, row) -> CaseQueries.supportCase(rs, 0),
                closed.value(),
                organizer.value(),
                organizer.value(),
                organizer.value(),
                organizer.value());
        return open.isEmpty() ? null : open.getFirst();
    }

    /** What was decided about a mail. */
    Optional<MailVerdict> verdict(OrganizerCode organizer, UUID mail) {
        return jdbc
                .query(
                        "select " + VERDICT + " from mail_verdict v where v.organizer = ? and v.mail_id = ?",
                        (rs, row) -> verdict(rs),
                        organizer.value(),
                        mail)
                .stream()
                .findFirst();
    }

    /** Ignored mails, the newest first, before one of them or from the newest. */
    List<MailVerdict> ignored(OrganizerCode organizer, UUID before, int limit) {
        return jdbc.query(
                "select " + VERDICT + " from mail_verdict v where v.organizer = ? and v.outcome = 'IGNORED'"
                        + " and v.mail_id < ? order by v.mail_id desc limit ?",
                (rs, row) -> verdict(rs),
                organizer.value(),
                before,
                limit);
    }

    /** What was decided about mails that no entry shows and that are found by words, the newest first. */
    List<MailVerdict> decidedWith(OrganizerCode organizer, String text, int limit) {
        return jdbc.query("select " + VERDICT + """
                 from mail_verdict v where v.organizer = ? and v.words @@
                    (websearch_to_tsquery('english', ?) || websearch_to_tsquery('french', ?))
                order by v.mail_id desc limit ?""", (rs, row) -> verdict(rs), organizer.value(), text, text, limit);
    }

    static MailVerdict verdict(ResultSet rs) throws SQLException {
        long number = rs.getLong(2);
        boolean none = rs.wasNull();
        return new MailVerdict(
                rs.getObject(11, UUID.class),
                Decision.Outcome.valueOf(rs.getString(1)),
                none ? null : new CaseNumber(number),
                SenderKind.valueOf(rs.getString(3)),
                MailVerdict.words(rs.getString(4)),
                Evidence.parse(rs.getString(5)),
                rs.getString(6),
                rs.getString(7),
                rs.getString(8),
                Authentication.Verdict.valueOf(rs.getString(9)),
                Objects.requireNonNull(rs.getObject(10, OffsetDateTime.class)).toInstant());
    }

    static Long[] values(Collection<CaseNumber> numbers) {
        List<Long> values = new ArrayList<>();
        numbers.forEach(number -> values.add(number.value()));
        return values.toArray(Long[]::new);
    }
}
