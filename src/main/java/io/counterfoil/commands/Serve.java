package io.counterfoil.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;

/** {@code serve}: everything, until it is told to end. */
@Command(name = "serve", description = "Start everything and go on until stopped.", mixinStandardHelpOptions = true)
final class Serve implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

    private final Class<?> application;

    Serve(Class<?> application) {
        this.application = application;
    }

    @Override
    public void run() {
        start(application, System.getenv(), Map.of(), context -> {});
    }

    /**
     * Checks the settings, then starts. A failure of the start is logged before it comes out of here.
     *
     * @param more properties that hold unless the environment says otherwise
     * @param also adds beans of the command's own
     */
    static ConfigurableApplicationContext start(
            Class<?> application,
            Map<String, String> environment,
            Map<String, Object> more,
            ApplicationContextInitializer<GenericApplicationContext> also,
            String... arguments) {
        Settings.check(environment);
        Map<String, Object> defaults = new LinkedHashMap<>(more);
        if ("ecs".equals(environment.get(Settings.LOG_FORMAT))) {
            defaults.put("logging.structured.format.console", "ecs");
        }
        SpringApplication spring = new SpringApplication(application);
        spring.setDefaultProperties(defaults);
        List<String> warnings = Settings.warnings(environment);
        spring.addInitializers(context -> warnings.forEach(LOG::warn), also);
        try {
            return spring.run(arguments);
        } catch (RuntimeException e) {
            throw new Main.AlreadyReported(e);
        }
    }
}
