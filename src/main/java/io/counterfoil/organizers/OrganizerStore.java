package io.counterfoil.organizers;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of organizers and organizations. */
final class OrganizerStore {
    private static final String COLUMNS = "code, name, created_at, time_zone, language, retention_days";

    private final JdbcClient jdbc;

    OrganizerStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** False when the code is taken. */
    boolean add(Organizer organizer) {
        return jdbc.sql("""
                        insert into organizer (code, name, time_zone, language, retention_days, created_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (code) do nothing""")
                        .param(organizer.code().value())
                        .param(organizer.name())
                        .param(organizer.timeZone().getId())
                        .param(organizer.language())
                        .param(organizer.retentionDays())
                        .param(organizer.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Writes what can change of an organizer. */
    void update(Organizer organizer) {
        jdbc.sql("update organizer set name = ?, time_zone = ?, language = ?, retention_days = ? where code = ?")
                .param(organizer.name())
                .param(organizer.timeZone().getId())
                .param(organizer.language())
                .param(organizer.retentionDays())
                .param(organizer.code().value())
                .update();
    }

    Optional<Organizer> find(OrganizerCode code) {
        return jdbc.sql("select " + COLUMNS + " from organizer where code = ?")
                .param(code.value())
                .query(OrganizerStore::organizer)
                .optional();
    }

    /** @param after a code, or the empty text for the first page */
    List<Organizer> after(String after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from organizer
                where code collate "C" > ? order by code collate "C" limit ?""")
                .param(after)
                .param(limit)
                .query(OrganizerStore::organizer)
                .list();
    }

    /** Those of the codes that were not there before, now added. Their names are their codes. */
    List<String> addOrganizations(OrganizerCode organizer, Collection<String> codes, Instant now) {
        return jdbc.sql("""
                insert into organization (organizer, code, name, created_at)
                select ?, code, code, ? from unnest(?::text[]) as named (code)
                on conflict (organizer, code) do nothing
                returning code""")
                .param(organizer.value())
                .param(now.atOffset(ZoneOffset.UTC))
                .param(codes.toArray(String[]::new))
                .query((rs, row) -> rs.getString(1))
                .list();
    }

    List<Organization> organizations(OrganizerCode organizer) {
        return jdbc.sql("""
                select code, name, created_at from organization
                where organizer = ? order by code collate "C\"""")
                .param(organizer.value())
                .query((rs, row) -> new Organization(rs.getString(1), rs.getString(2), instant(rs, 3)))
                .list();
    }

    private static Organizer organizer(ResultSet rs, int row) throws SQLException {
        return new Organizer(
                new OrganizerCode(rs.getString(1)),
                rs.getString(2),
                ZoneId.of(rs.getString(4)),
                rs.getString(5),
                rs.getInt(6),
                instant(rs, 3));
    }

    private static Instant instant(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
