package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.database.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

/** What the library is told about sessions. */
class SessionConfigurationTest {
    private static final String ANNA = "anna";
    private static final List<String> ATTRIBUTES = List.of("first", "second", "third");

    /** Spring Session's issue 3452: of rows in any other order it keeps a session's last ones only. */
    @Test
    void sessionsAreFoundWholeInWhateverOrderTheDatabaseReadsTheirRows() {
        try (TestDatabase database = TestDatabase.create()) {
            SingleConnectionDataSource connection =
                    new SingleConnectionDataSource(database.url(), "postgres", "", true);
            JdbcTemplate jdbc = new JdbcTemplate(connection);
            // joined by hash, rows come as they were written
            jdbc.execute("set enable_nestloop = off");
            jdbc.execute("set enable_mergejoin = off");

            assertThat(namesOfEach(repository(jdbc)))
                    .hasSize(2)
                    .allSatisfy(names -> assertThat(names).containsAll(ATTRIBUTES));
            connection.destroy();
        }
    }

    private static JdbcIndexedSessionRepository repository(JdbcTemplate jdbc) {
        JdbcIndexedSessionRepository repository =
                new JdbcIndexedSessionRepository(jdbc, TransactionOperations.withoutTransaction());
        repository.setTableName("web_session");
        SessionConfiguration configuration = new SessionConfiguration();
        repository.setConversionService(configuration.springSessionConversionService());
        Stream.of(configuration.sessionsOnPostgres(), configuration.sessionsWhole())
                .forEach(each -> each.customize(repository));
        return repository;
    }

    /** Of two sessions, whose attributes are written by turns, what is found. */
    private static <S extends Session> List<Set<String>> namesOfEach(FindByIndexNameSessionRepository<S> repository) {
        List<S> sessions = List.of(repository.createSession(), repository.createSession());
        sessions.forEach(session -> {
            session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, ANNA);
            repository.save(session);
        });
        for (String attribute : ATTRIBUTES) {
            for (S session : sessions) {
                session.setAttribute(attribute, "here");
                repository.save(session);
            }
        }
        return repository.findByPrincipalName(ANNA).values().stream()
                .map(Session::getAttributeNames)
                .toList();
    }
}
