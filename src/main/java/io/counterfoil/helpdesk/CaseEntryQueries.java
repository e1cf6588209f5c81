package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.ContactId;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that read what was said and done in cases; a case may have ten thousand entries. */
final class CaseEntryQueries {
    private static final String ENTRY =
            "entry_id, at, kind, author, author_line, contact, login, action, text, public, mail_id, evidence, marks ";
    /** What nobody wrote. */
    private static final String[] AUTOMATIC = {CaseAction.AUTO_REPLY.name(), CaseAction.BOUNCE.name()};

    private final JdbcTemplate jdbc;

    CaseEntryQueries(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them. */
    List<CaseEntry> entries(OrganizerCode organizer, CaseNumber number) {
        return jdbc.query(
                "select " + ENTRY + " from case_entry where organizer = ? and number = ? order by at, entry_id",
                (rs, row) -> entry(rs),
                organizer.value(),
                number.value());
    }

    /** How many there are, by the case; of one without there is nothing. */
    Map<CaseNumber, Integer> counts(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        Map<CaseNumber, Integer> counts = new HashMap<>();
        jdbc.query(
                "select number, count(*) from case_entry where organizer = ? and number = any(?) group by number",
                rs -> {
                    counts.put(new CaseNumber(rs.getLong(1)), rs.getInt(2));
                },
                organizer.value(),
                IntakeQueries.values(numbers));
        return counts;
    }

    /** All of them, by the case. */
    Map<CaseNumber, List<CaseEntry>> entries(OrganizerCode organizer, Collection<CaseNumber> numbers) {
        Map<CaseNumber, List<CaseEntry>> entries = new HashMap<>();
        jdbc.query(
                "select " + ENTRY
                        + ", number from case_entry where organizer = ? and number = any(?) order by at, entry_id",
                rs -> {
                    entries.computeIfAbsent(new CaseNumber(rs.getLong("number")), none -> new ArrayList<>())
                            .add(entry(rs));
                },
                organizer.value(),
                IntakeQueries.values(numbers));
        return entries;
    }

    /** Those that a mail left. */
    List<CaseEntry> ofMail(OrganizerCode organizer, UUID mail) {
        return jdbc.query(
                "select " + ENTRY + " from case_entry where organizer = ? and mail_id = ? order by at, entry_id",
                (rs, row) -> entry(rs),
                organizer.value(),
                mail);
    }

    /** The last entries that somebody made, and the last of those that nobody wrote; the oldest first. */
    List<CaseEntry> latest(OrganizerCode organizer, CaseNumber number, int written, int automatic) {
        String some = "select " + ENTRY + " from case_entry where organizer = ? and number = ? and action ";
        return jdbc.query(
                "select * from ((" + some + "<> all(?) order by at desc, entry_id desc limit ?) union all (" + some
                        + "= any(?) order by at desc, entry_id desc limit ?)) e order by at, entry_id",
                (rs, row) -> entry(rs),
                organizer.value(),
                number.value(),
                AUTOMATIC,
                written,
                organizer.value(),
                number.value(),
                AUTOMATIC,
                automatic);
    }

    /** The last entries before one of them, of any kind; the oldest first. */
    List<CaseEntry> before(OrganizerCode organizer, CaseNumber number, UUID entry, int limit) {
        return jdbc.query(
                "select * from (select " + ENTRY + """
                 from case_entry where organizer = ? and number = ? and (at, entry_id) < (
                    select f.at, f.entry_id from case_entry f where f.organizer = ? and f.number = ? and f.entry_id = ?)
                order by at desc, entry_id desc limit ?) e order by at, entry_id""",
                (rs, row) -> entry(rs),
                organizer.value(),
                number.value(),
                organizer.value(),
                number.value(),
                entry,
                limit);
    }

    Around around(OrganizerCode organizer, CaseNumber number, CaseEntry entry) {
        return Objects.requireNonNull(jdbc.queryForObject(
                """
                select count(*) filter (where (at, entry_id) < (?, ?)), count(*) from case_entry
                where organizer = ? and number = ?""",
                (rs, row) -> new Around(rs.getLong(1), rs.getLong(2) - rs.getLong(1)),
                entry.at().atOffset(ZoneOffset.UTC),
                entry.id(),
                organizer.value(),
                number.value()));
    }

    /** How many entries are older than one, and how many are not. */
    record Around(long older, long notOlder) {}

    /** The last mail that somebody of a kind wrote into a case. */
    Optional<CaseEntry> lastMail(OrganizerCode organizer, CaseNumber number, SenderKind kind) {
        return jdbc
                .query("select " + ENTRY + """
                         from case_entry where organizer = ? and number = ? and action = 'MAIL' and kind = ?
                            and (public or kind <> 'USER') order by at desc, entry_id desc limit 1""", (rs, row) -> entry(rs), organizer.value(), number.value(), kind.name())
                .stream()
                .findFirst();
    }

    /** The last mail from a requester in his case, be it one that nobody wrote. */
    Optional<UUID> lastMailOf(OrganizerCode organizer, CaseNumber number, @Nullable ContactId requester) {
        return jdbc
                .query(
                        """
                        select mail_id from case_entry where organizer = ? and number = ? and kind = 'USER' and mail_id is not null
                            and contact is not distinct from ?::uuid order by at desc, entry_id desc limit 1""",
                        (rs, row) -> Objects.requireNonNull(rs.getObject(1, UUID.class)),
                        organizer.value(),
                        number.value(),
                        requester == null ? null : requester.value())
                .stream()
                .findFirst();
    }

    /** What people wrote, the oldest first, by the case. */
    Map<CaseNumber, List<PersonsCase.Written>> writtenBy(OrganizerCode organizer, UUID[] contacts) {
        Map<CaseNumber, List<PersonsCase.Written>> written = new HashMap<>();
        jdbc.query(
                """
                select number, at, text from case_entry where organizer = ? and contact = any(?::uuid[])
                order by at, entry_id""",
                rs -> {
                    written.computeIfAbsent(new CaseNumber(rs.getLong(1)), none -> new ArrayList<>())
                            .add(new PersonsCase.Written(
                                    Objects.requireNonNull(CaseQueries.instant(rs, 2)), rs.getString(3)));
                },
                organizer.value(),
                contacts);
        return written;
    }

    private static CaseEntry entry(ResultSet rs) throws SQLException {
        String evidence = rs.getString(12);
        return new CaseEntry(
                rs.getObject(1, UUID.class),
                Objects.requireNonNull(CaseQueries.instant(rs, 2)),
                SenderKind.valueOf(rs.getString(3)),
                rs.getString(4),
                rs.getString(5),
                CaseQueries.contact(rs, 6),
                rs.getString(7),
                CaseAction.valueOf(rs.getString(8)),
                rs.getString(9),
                rs.getBoolean(10),
                rs.getObject(11, UUID.class),
                evidence == null ? null : Evidence.parse(evidence),
                Arrays.stream(rs.getString(13).split(" "))
                        .filter(mark -> !mark.isEmpty())
                        .map(CaseMark::valueOf)
                        .toList());
    }
}
