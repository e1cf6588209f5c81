package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Statements that move what cases have. */
final class CaseMergeStore {
    private final JdbcTemplate jdbc;

    CaseMergeStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Everything but the people. */
    void moveAll(OrganizerCode organizer, CaseNumber from, CaseNumber into) {
        move("update case_entry set number = ? where organizer = ? and number = ?", organizer, from, into);
        copy("""
                insert into case_message (organizer, message_key, number, received, at)
                select organizer, message_key, ?, received, at from case_message where organizer = ? and number = ?
                on conflict do nothing""", organizer, from, into);
        delete("delete from case_message where organizer = ? and number = ?", organizer, from);
        copy("""
                insert into case_ticket (organizer, number, ticket_id, named_by, at)
                select organizer, ?, ticket_id, named_by, at from case_ticket where organizer = ? and number = ?
                on conflict do nothing""", organizer, from, into);
        delete("delete from case_ticket where organizer = ? and number = ?", organizer, from);
        copy("""
                insert into case_link (organizer, number, other, kind, at)
                select organizer, ?, other, kind, at from case_link where organizer = ? and number = ? and other <> ?
                on conflict do nothing""", organizer, from, into, into.value());
        copy("""
                insert into case_link (organizer, other, number, kind, at)
                select organizer, ?, number, kind, at from case_link where organizer = ? and other = ? and number <> ?
                on conflict do nothing""", organizer, from, into, into.value());
        jdbc.update(
                "delete from case_link where organizer = ? and (number = ? or other = ?)",
                organizer.value(),
                from.value(),
                from.value());
        move("update mail_verdict set number = ? where organizer = ? and number = ?", organizer, from, into);
        move("update held_mail set number = ? where organizer = ? and number = ?", organizer, from, into);
        move("update support_case set merged_into = ? where organizer = ? and merged_into = ?", organizer, from, into);
    }

    void moveEntries(OrganizerCode organizer, CaseNumber from, CaseNumber into, Set<UUID> entries) {
        jdbc.update(
                """
                update mail_verdict set number = ? where organizer = ? and number = ? and mail_id in (
                    select mail_id from case_entry where organizer = ? and number = ? and entry_id = any(?::uuid[]))""",
                into.value(),
                organizer.value(),
                from.value(),
                organizer.value(),
                from.value(),
                entries.toArray(UUID[]::new));
        jdbc.update(
                "update case_entry set number = ? where organizer = ? and number = ? and entry_id = any(?::uuid[])",
                into.value(),
                organizer.value(),
                from.value(),
                entries.toArray(UUID[]::new));
    }

    void moveMessages(OrganizerCode organizer, CaseNumber from, CaseNumber into, Collection<String> keys) {
        jdbc.update(
                "update case_message set number = ? where organizer = ? and number = ? and message_key = any(?::text[])",
                into.value(),
                organizer.value(),
                from.value(),
                keys.toArray(String[]::new));
    }

    private void move(String sql, OrganizerCode organizer, CaseNumber from, CaseNumber into) {
        jdbc.update(sql, into.value(), organizer.value(), from.value());
    }

    private void copy(String sql, OrganizerCode organizer, CaseNumber from, CaseNumber into, Object... more) {
        Object[] parameters = new Object[3 + more.length];
        parameters[0] = into.value();
        parameters[1] = organizer.value();
        parameters[2] = from.value();
        System.arraycopy(more, 0, parameters, 3, more.length);
        jdbc.update(sql, parameters);
    }

    private void delete(String sql, OrganizerCode organizer, CaseNumber number) {
        jdbc.update(sql, organizer.value(), number.value());
    }
}
