package io.counterfoil.api;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of stored answers. Works in the caller's transaction. */
final class AnswerStore {
    private final JdbcClient jdbc;

    AnswerStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Whose write it is.
     *
     * @param organizer null: a write that belongs to no organizer
     */
    record Key(@Nullable OrganizerCode organizer, UUID token, String text) {}

    /** @param sealedBody encrypted */
    record Stored(
            byte[] requestDigest,
            int status,
            @Nullable String location,
            @Nullable String contentType,
            byte[] sealedBody) {}

    /** Takes the key for this transaction; false when another one that is not over yet has it. */
    boolean take(Key key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(?, 0))")
                .param(key.token() + "/" + key.organizer() + "/" + key.text())
                .query((rs, row) -> rs.getBoolean(1))
                .single();
    }

    Optional<Stored> find(Key key) {
        OrganizerCode organizer = key.organizer();
        if (organizer == null) {
            return jdbc.sql("""
                    select request_digest, status, location, content_type, body from api_answer_global
                    where token_id = ? and idempotency_key = ?""")
                    .param(key.token())
                    .param(key.text())
                    .query(AnswerStore::stored)
                    .optional();
        }
        return jdbc.sql("""
                select request_digest, status, location, content_type, body from api_answer
                where organizer = ? and token_id = ? and idempotency_key = ?""")
                .param(organizer.value())
                .param(key.token())
                .param(key.text())
                .query(AnswerStore::stored)
                .optional();
    }

    void add(Key key, Stored answer, Instant now) {
        OrganizerCode organizer = key.organizer();
        String columns = "token_id, idempotency_key, request_digest, status, location, content_type, body, created_at";
        JdbcClient.StatementSpec statement = organizer == null
                ? jdbc.sql("insert into api_answer_global (" + columns + ") values (?, ?, ?, ?, ?, ?, ?, ?)")
                : jdbc.sql("insert into api_answer (organizer, " + columns + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                        .param(organizer.value());
        statement
                .param(key.token())
                .param(key.text())
                .param(answer.requestDigest())
                .param(answer.status())
                .param(answer.location())
                .param(answer.contentType())
                .param(answer.sealedBody())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Forgets answers of that time and before. */
    void forget(@Nullable OrganizerCode organizer, Instant until) {
        OffsetDateTime utc = until.atOffset(ZoneOffset.UTC);
        if (organizer == null) {
            jdbc.sql("delete from api_answer_global where created_at <= ?")
                    .param(utc)
                    .update();
        } else {
            jdbc.sql("delete from api_answer where organizer = ? and created_at <= ?")
                    .param(organizer.value())
                    .param(utc)
                    .update();
        }
    }

    private static Stored stored(ResultSet rs, int row) throws SQLException {
        return new Stored(rs.getBytes(1), rs.getInt(2), rs.getString(3), rs.getString(4), rs.getBytes(5));
    }
}
