package io.counterfoil.api;

import io.counterfoil.accounts.CheapPasswords;
import io.counterfoil.backoffice.TestIssuer;
import io.counterfoil.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole application on a real port and a database of its own; one application for all such tests. Passwords
 * are hashed cheaply there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // it ends with its JVM: closing it waits for connections to a database that has ended before
        properties = "spring.main.register-shutdown-hook=false")
@Execution(ExecutionMode.SAME_THREAD)
@ContextConfiguration(initializers = ApiServer.Settings.class)
public @interface ApiServer {
    /** The token with all rights. */
    String ADMIN = "0123456789abcdef0123456789abcdef";

    /** A fresh database and data folder. */
    final class Settings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getBeanFactory().addBeanPostProcessor(new CheapPasswords());
            TestDatabase database = TestDatabase.create();
            try {
                TestPropertyValues.of(
                                "spring.datasource.url=" + database.url(),
                                "spring.datasource.username=postgres",
                                "counterfoil.data-dir=" + Files.createTempDirectory("counterfoil-api"),
                                "counterfoil.admin-token=" + ADMIN,
                                "counterfoil.wallet.show-codes=true",
                                "counterfoil.oidc-issuer=" + TestIssuer.HERE.url(),
                                "counterfoil.oidc-client-id=" + TestIssuer.CLIENT,
                                "counterfoil.oidc-client-secret=whatever")
                        .applyTo(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
