package io.counterfoil.organizers;

import io.counterfoil.kernel.OrganizerCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SQL of interfaces and their functions. */
final class InterfaceStore {
    private static final String COLUMNS = """
            code, organization, url, batch_size, custom_parameters, skip_tickets, api_key is not null,
            wake_secret is not null, created_at, updated_at""";
    private static final String FUNCTION_COLUMNS =
            "interface, function, schedule, next_due_at, paused_at, pause_reason, failing_since";

    private final JdbcClient jdbc;

    InterfaceStore(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    Optional<Interface> find(OrganizerCode organizer, String code) {
        return jdbc.sql("select " + COLUMNS + " from interface where organizer = ? and code = ?")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> read(rs, organizer, functions(organizer, code)))
                .optional();
    }

    /** Addresses, one a line. */
    String notificationRecipients(OrganizerCode organizer, String code) {
        return jdbc.sql("select notification_recipients from interface where organizer = ? and code = ?")
                .param(organizer.value())
                .param(code)
                .query(String.class)
                .optional()
                .orElse("");
    }

    void saveNotificationRecipients(OrganizerCode organizer, String code, String recipients) {
        jdbc.sql("update interface set notification_recipients = ? where organizer = ? and code = ?")
                .param(recipients)
                .param(organizer.value())
                .param(code)
                .update();
    }

    List<Interface> list(OrganizerCode organizer) {
        Map<String, List<FunctionRow>> functions = jdbc
                .sql("select " + FUNCTION_COLUMNS + " from interface_function where organizer = ?")
                .param(organizer.value())
                .query((rs, row) -> new FunctionRow(rs.getString(1), function(rs)))
                .stream()
                .collect(Collectors.groupingBy(FunctionRow::interfaceCode));
        return jdbc.sql("select " + COLUMNS + " from interface where organizer = ? order by code collate \"C\"")
                .param(organizer.value())
                .query((rs, row) -> read(
                        rs,
                        organizer,
                        functions.getOrDefault(rs.getString(1), List.of()).stream()
                                .map(FunctionRow::state)
                                .toList()))
                .list();
    }

    private List<FunctionState> functions(OrganizerCode organizer, String code) {
        return jdbc.sql("select " + FUNCTION_COLUMNS + " from interface_function where organizer = ? and interface = ?")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> function(rs))
                .list();
    }

    /** Inserts it or stores all that the record says; secrets have statements of their own. */
    void save(Interface saved) {
        jdbc.sql("""
                insert into interface (organizer, code, organization, url, batch_size, custom_parameters, skip_tickets,
                    created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organizer, code) do update set organization = excluded.organization, url = excluded.url,
                    batch_size = excluded.batch_size, custom_parameters = excluded.custom_parameters,
                    skip_tickets = excluded.skip_tickets, updated_at = excluded.updated_at""")
                .params(
                        saved.organizer().value(),
                        saved.code(),
                        saved.organization(),
                        saved.url(),
                        saved.batchSize(),
                        saved.customParameters().text(),
                        saved.skipList().text(),
                        utc(saved.createdAt()),
                        utc(saved.updatedAt()))
                .update();
        saveFunctions(saved);
    }

    private void saveFunctions(Interface saved) {
        List<FunctionState> states = saved.functions();
        jdbc.sql("""
                insert into interface_function (organizer, interface, function, schedule, next_due_at, paused_at,
                    pause_reason, failing_since)
                select ?, ?, function, schedule, next_due_at, paused_at, pause_reason, failing_since
                from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[])
                    as state (function, schedule, next_due_at, paused_at, pause_reason, failing_since)
                on conflict (organizer, interface, function) do update set schedule = excluded.schedule,
                    next_due_at = excluded.next_due_at, paused_at = excluded.paused_at,
                    pause_reason = excluded.pause_reason, failing_since = excluded.failing_since""")
                .params(
                        saved.organizer().value(),
                        saved.code(),
                        texts(states, state -> state.function().code()),
                        texts(states, FunctionState::schedule),
                        texts(states, FunctionState::nextDueAt),
                        texts(states, FunctionState::pausedAt),
                        texts(states, FunctionState::pauseReason),
                        texts(states, FunctionState::failingSince))
                .update();
    }

    void saveApiKey(OrganizerCode organizer, String code, byte @Nullable [] sealed) {
        jdbc.sql("update interface set api_key = ? where organizer = ? and code = ?")
                .param(1, sealed)
                .param(2, organizer.value())
                .param(3, code)
                .update();
    }

    void saveWakeSecret(OrganizerCode organizer, String code, byte @Nullable [] sealed) {
        jdbc.sql("update interface set wake_secret = ? where organizer = ? and code = ?")
                .param(1, sealed)
                .param(2, organizer.value())
                .param(3, code)
                .update();
    }

    Optional<byte[]> apiKey(OrganizerCode organizer, String code) {
        return jdbc.sql("select api_key from interface where organizer = ? and code = ? and api_key is not null")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> rs.getBytes(1))
                .optional();
    }

    Optional<byte[]> wakeSecret(OrganizerCode organizer, String code) {
        return jdbc.sql(
                        "select wake_secret from interface where organizer = ? and code = ? and wake_secret is not null")
                .param(organizer.value())
                .param(code)
                .query((rs, row) -> rs.getBytes(1))
                .optional();
    }

    /** Functions that are due and not paused, the longest due first. */
    List<DueFunction> due(OrganizerCode organizer, Instant now) {
        return jdbc.sql("""
                select interface, function, next_due_at from interface_function
                where organizer = ? and paused_at is null and next_due_at <= ?
                order by next_due_at, interface, function""")
                .param(organizer.value())
                .param(utc(now))
                .query((rs, row) -> new DueFunction(rs.getString(1), function(rs.getString(2)), instant(rs, 3)))
                .list();
    }

    /** The earliest time at which a function that is not paused is due. */
    Optional<Instant> nextDue(OrganizerCode organizer) {
        return jdbc.sql("""
                select min(next_due_at) from interface_function
                where organizer = ? and paused_at is null and next_due_at is not null having count(*) > 0""")
                .param(organizer.value())
                .query((rs, row) -> instant(rs, 1))
                .optional();
    }

    private static Interface read(ResultSet rs, OrganizerCode organizer, List<FunctionState> functions)
            throws SQLException {
        return new Interface(
                organizer,
                rs.getString(1),
                rs.getString(2),
                rs.getString(3),
                rs.getInt(4),
                CustomParameters.parse(rs.getString(5)),
                SkipList.parse(rs.getString(6)),
                inOrder(functions),
                rs.getBoolean(7),
                rs.getBoolean(8),
                instant(rs, 9),
                instant(rs, 10));
    }

    /** One of each function, whatever rows there are. */
    static List<FunctionState> inOrder(List<FunctionState> states) {
        return Stream.of(InterfaceFunction.values())
                .map(function -> states.stream()
                        .filter(state -> state.function() == function)
                        .findFirst()
                        .orElseGet(() -> FunctionState.unset(function)))
                .toList();
    }

    private static FunctionState function(ResultSet rs) throws SQLException {
        String schedule = rs.getString(3);
        return new FunctionState(
                function(rs.getString(2)),
                schedule == null ? null : Duration.parse(schedule),
                instantOrNull(rs, 4),
                instantOrNull(rs, 5),
                rs.getString(6),
                instantOrNull(rs, 7));
    }

    private static InterfaceFunction function(String code) {
        return InterfaceFunction.find(code)
                .orElseThrow(() -> new IllegalStateException("stored function " + code + " is unknown"));
    }

    private static @Nullable String[] texts(
            List<FunctionState> states, Function<FunctionState, @Nullable Object> member) {
        return states.stream()
                .map(state -> {
                    Object value = member.apply(state);
                    return value == null ? null : value.toString();
                })
                .toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet rs, int column) throws SQLException {
        OffsetDateTime at = rs.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private record FunctionRow(String interfaceCode, FunctionState state) {}
}
