package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Properties;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The time-outs of mail servers as the program sets them, but for their lengths: a test cannot wait for half a minute. */
public final class MailTimeouts {
    private static final String PREFIX = "spring.mail.properties.";
    private static final String SHORT_MILLIS = "1500";

    private MailTimeouts() {}

    /** A sender to a port of this machine. */
    public static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        sender.setJavaMailProperties(shortened());
        return sender;
    }

    private static Properties shortened() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("application.yaml"));
        Properties all = Objects.requireNonNull(yaml.getObject());
        Properties timeouts = new Properties();
        // numbers stay numbers here, which are no string properties
        all.keySet().stream()
                .map(Object::toString)
                .filter(name -> name.startsWith(PREFIX))
                .forEach(name -> timeouts.setProperty(name.substring(PREFIX.length()), SHORT_MILLIS));
        assertThat(timeouts.stringPropertyNames())
                .contains("mail.smtp.connectiontimeout", "mail.smtp.timeout", "mail.smtp.writetimeout");
        return timeouts;
    }
}
