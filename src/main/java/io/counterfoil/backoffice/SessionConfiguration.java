package io.counterfoil.backoffice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.jdbc.config.annotation.web.http.EnableJdbcHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Sessions live in the database, so that any node answers any request and a restart signs nobody out. */
@Configuration(proxyBeanMethods = false)
@EnableJdbcHttpSession(tableName = "web_session")
class SessionConfiguration {
    /** Of a session in which nobody has signed in: long enough to type a password. */
    private static final Duration BEFORE_SIGN_IN = Duration.ofMinutes(20);

    private static final String COOKIE = "counterfoil";

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionLength() {
        return repository -> repository.setDefaultMaxInactiveInterval(BEFORE_SIGN_IN);
    }

    /** Two requests of one session at once don't fail. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsOnPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /**
     * The library takes rows of one session that don't follow each other for two sessions, and loses the first one's
     * attributes. Source: spring-session's issue 3452.
     */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionsWhole() {
        return repository -> repository.setListSessionsByPrincipalNameQuery("""
                select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
                    a.attribute_name, a.attribute_bytes
                from %TABLE_NAME% s left join %TABLE_NAME%_attributes a on s.primary_id = a.session_primary_id
                where s.principal_name = ? order by s.primary_id""");
    }

    @Bean
    CookieSerializer sessionCookie() {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(COOKIE);
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        return cookie;
    }

    /** The name is the library's. What it holds is little, and what it may hold is said here. */
    @Bean
    GenericConversionService springSessionConversionService() {
        GenericConversionService conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(new Reader());
        return conversion;
    }

    private static final class Reader implements GenericConverter {
        private static final String ALLOWED = "maxdepth=20;maxbytes=100000;java.**;org.springframework.**;!*";

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(byte[].class, Object.class));
        }

        /** Nothing where it cannot be read, because another release wrote it: as good as absent. */
        @Override
        public @Nullable Object convert(@Nullable Object bytes, TypeDescriptor from, TypeDescriptor to) {
            if (!(bytes instanceof byte[] written)) {
                return null;
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written))) {
                in.setObjectInputFilter(ObjectInputFilter.Config.createFilter(ALLOWED));
                return in.readObject();
            } catch (IOException | ClassNotFoundException ofAnotherRelease) {
                return null;
            }
        }
    }
}
