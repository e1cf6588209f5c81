package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of capture rules and of the fields that they fill. */
final class CaptureStore {
    private final JdbcClient jdbc;

    CaptureStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    List<CaptureRule> rules(OrganizerCode organizer) {
        return jdbc.sql("""
                select code, field, place, mailbox, kind, first, second, active from capture_rule
                where organizer = ? order by code collate "C\"""")
                .param(organizer.value())
                .query((rs, row) -> new CaptureRule(
                        rs.getString(1),
                        rs.getString(2),
                        CaptureRule.Place.valueOf(rs.getString(3)),
                        rs.getString(4),
                        new TextFinder(TextFinder.Kind.valueOf(rs.getString(5)), rs.getString(6), rs.getString(7)),
                        rs.getBoolean(8)))
                .list();
    }

    void save(OrganizerCode organizer, CaptureRule rule, Instant now) {
        jdbc.sql("""
                insert into capture_rule (organizer, code, field, place, mailbox, kind, first, second, active, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, code) do update set field = excluded.field, place = excluded.place,
                    mailbox = excluded.mailbox, kind = excluded.kind, first = excluded.first, second = excluded.second,
                    active = excluded.active, updated_at = excluded.updated_at""")
                .param(organizer.value())
                .param(rule.code())
                .param(rule.field())
                .param(rule.place().name())
                .param(rule.mailbox())
                .param(rule.finder().kind().name())
                .param(rule.finder().first())
                .param(rule.finder().second())
                .param(rule.active())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    boolean remove(OrganizerCode organizer, String code) {
        return jdbc.sql("delete from capture_rule where organizer = ? and code = ?")
                        .param(organizer.value())
                        .param(code)
                        .update()
                == 1;
    }

    /** One for each name: what an agent wrote before what was found, then the latest. */
    List<CaseField> fields(OrganizerCode organizer, CaseNumber number) {
        return jdbc.sql("""
                select distinct on (f.field_key) f.field, f.value, f.rule, f.mail_id, f.login, f.at
                from case_field f join support_case c on c.organizer = f.organizer and c.number = f.number
                where f.organizer = ? and (c.number = ? or c.merged_into = ?)
                order by f.field_key, f.login is null, f.at desc""")
                .param(organizer.value())
                .param(number.value())
                .param(number.value())
                .query((rs, row) -> field(rs))
                .list();
    }

    void clear(OrganizerCode organizer, CaseNumber number, String key) {
        jdbc.sql("""
                delete from case_field f using support_case c
                where c.organizer = f.organizer and c.number = f.number and f.organizer = ? and f.field_key = ?
                    and (c.number = ? or c.merged_into = ?)""")
                .param(organizer.value())
                .param(key)
                .param(number.value())
                .param(number.value())
                .update();
    }

    void write(OrganizerCode organizer, CaseNumber number, String key, CaseField field) {
        upsert(organizer, number, key, field, "true");
    }

    /** Whether anything has changed. */
    boolean capture(OrganizerCode organizer, CaseNumber number, String key, CaseField field) {
        return upsert(
                organizer,
                number,
                key,
                field,
                "case_field.login is null and case_field.mail_id is distinct from excluded.mail_id");
    }

    /** @param condition under which what is there is replaced */
    private boolean upsert(OrganizerCode organizer, CaseNumber number, String key, CaseField field, String condition) {
        return jdbc.sql("""
                        insert into case_field (organizer, number, field_key, field, value, rule, mail_id, login, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (organizer, number, field_key) do update set field = excluded.field,
                            value = excluded.value, rule = excluded.rule, mail_id = excluded.mail_id,
                            login = excluded.login, at = excluded.at
                        where\s""" + condition)
                        .param(organizer.value())
                        .param(number.value())
                        .param(key)
                        .param(field.name())
                        .param(field.value())
                        .param(field.rule())
                        .param(field.mailId())
                        .param(field.login())
                        .param(field.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static CaseField field(ResultSet rs) throws SQLException {
        return new CaseField(
                rs.getString(1),
                rs.getString(2),
                rs.getString(3),
                rs.getObject(4, UUID.class),
                rs.getString(5),
                rs.getObject(6, OffsetDateTime.class).toInstant());
    }
}
