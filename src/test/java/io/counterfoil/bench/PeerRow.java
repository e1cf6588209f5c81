package io.counterfoil.bench;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets a row's parameters one after another, nulls with their types, so that the driver need not describe them anew. */
final class PeerRow {
    private final PreparedStatement statement;
    private int parameter;

    PeerRow(PreparedStatement statement) {
        this.statement = statement;
    }

    PeerRow text(@Nullable Object text) throws SQLException {
        statement.setString(++parameter, text == null ? null : text.toString());
        return this;
    }

    PeerRow uuid(@Nullable UUID uuid) throws SQLException {
        if (uuid == null) {
            statement.setNull(++parameter, Types.OTHER, "uuid");
        } else {
            statement.setObject(++parameter, uuid);
        }
        return this;
    }

    PeerRow time(@Nullable Instant time) throws SQLException {
        if (time == null) {
            statement.setNull(++parameter, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(++parameter, time.atOffset(ZoneOffset.UTC));
        }
        return this;
    }

    PeerRow date(@Nullable LocalDate date) throws SQLException {
        if (date == null) {
            statement.setNull(++parameter, Types.DATE);
        } else {
            statement.setObject(++parameter, date);
        }
        return this;
    }

    PeerRow number(@Nullable Long number) throws SQLException {
        if (number == null) {
            statement.setNull(++parameter, Types.BIGINT);
        } else {
            statement.setLong(++parameter, number);
        }
        return this;
    }

    PeerRow integer(@Nullable Integer number) throws SQLException {
        if (number == null) {
            statement.setNull(++parameter, Types.INTEGER);
        } else {
            statement.setInt(++parameter, number);
        }
        return this;
    }

    PeerRow flag(boolean flag) throws SQLException {
        statement.setBoolean(++parameter, flag);
        return this;
    }
}
