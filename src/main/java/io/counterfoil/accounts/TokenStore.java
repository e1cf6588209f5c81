package io.counterfoil.accounts;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of API tokens. */
final class TokenStore {
    private static final String COLUMNS = """
            token_id, name, role, rights, organizers, from_setting, created_at, created_by, expires_at, revoked_at,
            token_hash""";

    private final JdbcClient jdbc;

    TokenStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** A token and the hash that it is known by. */
    record Hashed(ApiToken token, byte[] hash) {}

    /** @param rights null: all of the role */
    void add(ApiToken token, @Nullable Set<Permission> rights, byte[] hash) {
        jdbc.sql("""
                insert into api_token (token_id, name, token_hash, role, rights, organizers, from_setting, created_at,
                    created_by, expires_at)
                values (?, ?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?)""")
                .param(1, token.id())
                .param(2, token.name())
                .param(3, hash)
                .param(4, token.role().name())
                .param(5, texts(rights))
                .param(6, texts(token.organizers()))
                .param(7, token.fromSetting())
                .param(8, utc(token.createdAt()))
                .param(9, token.createdBy())
                .param(10, utc(token.expiresAt()))
                .update();
    }

    Optional<Hashed> byHash(byte[] hash) {
        return jdbc.sql("select " + COLUMNS + " from api_token where token_hash = ?")
                .param(hash)
                .query(TokenStore::hashed)
                .optional();
    }

    Optional<Hashed> fromSetting() {
        return jdbc.sql("select " + COLUMNS + " from api_token where from_setting")
                .query(TokenStore::hashed)
                .optional();
    }

    void removeFromSetting() {
        jdbc.sql("delete from api_token where from_setting").update();
    }

    Optional<ApiToken> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from api_token where token_id = ?")
                .param(id)
                .query((rs, row) -> hashed(rs, row).token())
                .optional();
    }

    /**
     * Tokens in the order of their ids, which is that of their creation.
     *
     * @param within only tokens of no other organizers than these; null: all tokens
     */
    List<ApiToken> after(@Nullable UUID after, @Nullable Set<OrganizerCode> within, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                 from api_token
                where (?::uuid is null or token_id > ?::uuid)
                    and (?::text[] is null or organizers <@ ?::text[])
                order by token_id limit ?""")
                .param(1, after)
                .param(2, after)
                .param(3, texts(within))
                .param(4, texts(within))
                .param(5, limit)
                .query((rs, row) -> hashed(rs, row).token())
                .list();
    }

    /** False when it was revoked before. */
    boolean revoke(UUID id, Instant at, String by) {
        return jdbc.sql("update api_token set revoked_at = ?, revoked_by = ? where token_id = ? and revoked_at is null")
                        .param(utc(at))
                        .param(by)
                        .param(id)
                        .update()
                == 1;
    }

    private static Hashed hashed(ResultSet rs, int row) throws SQLException {
        Role role = Role.valueOf(rs.getString(3));
        Array rights = rs.getArray(4);
        Array organizers = rs.getArray(5);
        return new Hashed(
                new ApiToken(
                        rs.getObject(1, UUID.class),
                        rs.getString(2),
                        role,
                        rights == null
                                ? Permission.of(role)
                                : Arrays.stream((String[]) rights.getArray())
                                        .map(Permission::valueOf)
                                        .collect(Collectors.toUnmodifiableSet()),
                        organizers == null
                                ? null
                                : Arrays.stream((String[]) organizers.getArray())
                                        .map(OrganizerCode::new)
                                        .collect(Collectors.toUnmodifiableSet()),
                        rs.getBoolean(6),
                        rs.getObject(7, OffsetDateTime.class).toInstant(),
                        rs.getString(8),
                        instant(rs, 9),
                        instant(rs, 10)),
                rs.getBytes(11));
    }

    private static String @Nullable [] texts(@Nullable Set<?> values) {
        return values == null
                ? null
                : values.stream().map(Object::toString).sorted().toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
