package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** SQL of held mails. */
final class HeldMailStore {
    private static final String SELECT = "select " + IntakeQueries.VERDICT + """
            , h.state, h.held_at, h.decided_by, h.decided_at
            from held_mail h join mail_verdict v on v.organizer = h.organizer and v.mail_id = h.mail_id
            where h.organizer = ?
            """;

    private final JdbcTemplate jdbc;

    HeldMailStore(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    Optional<HeldMail> find(OrganizerCode organizer, UUID mail) {
        return jdbc.query(SELECT + " and h.mail_id = ?", (rs, row) -> held(rs), organizer.value(), mail).stream()
                .findFirst();
    }

    /** @param number of the case that they stand beside; null: of all */
    List<HeldMail> list(
            OrganizerCode organizer,
            HeldMail.@Nullable State state,
            @Nullable CaseNumber number,
            @Nullable UUID after,
            int limit) {
        StringBuilder sql = new StringBuilder(SELECT);
        List<Object> parameters = new ArrayList<>(List.of(organizer.value()));
        if (state != null) {
            sql.append(" and h.state = ?");
            parameters.add(state.name());
        }
        if (number != null) {
            sql.append(" and h.number = ?");
            parameters.add(number.value());
        }
        if (after != null) {
            sql.append(" and h.mail_id > ?");
            parameters.add(after);
        }
        sql.append(" order by h.mail_id limit ?");
        parameters.add(limit);
        return jdbc.query(sql.toString(), (rs, row) -> held(rs), parameters.toArray());
    }

    long count(OrganizerCode organizer) {
        Long count = jdbc.queryForObject(
                "select count(*) from held_mail where organizer = ? and state = 'HELD'", Long.class, organizer.value());
        return count == null ? 0 : count;
    }

    void decide(OrganizerCode organizer, UUID mail, HeldMail.State state, String actor, Instant now) {
        jdbc.update(
                "update held_mail set state = ?, decided_by = ?, decided_at = ? where organizer = ? and mail_id = ?",
                state.name(),
                actor,
                CaseStore.utc(now),
                organizer.value(),
                mail);
    }

    /** Notes that the sender is asked; false: he was already, or the mail waits no more. */
    boolean ask(OrganizerCode organizer, UUID mail, Instant now) {
        return jdbc.update("""
                        update held_mail set asked_at = ?
                        where organizer = ? and mail_id = ? and state = 'HELD' and asked_at is null""", CaseStore.utc(now), organizer.value(), mail) == 1;
    }

    private static HeldMail held(ResultSet rs) throws SQLException {
        OffsetDateTime decided = rs.getObject(15, OffsetDateTime.class);
        return new HeldMail(
                IntakeQueries.verdict(rs),
                HeldMail.State.valueOf(rs.getString(12)),
                Objects.requireNonNull(rs.getObject(13, OffsetDateTime.class)).toInstant(),
                rs.getString(14),
                decided == null ? null : decided.toInstant());
    }
}
