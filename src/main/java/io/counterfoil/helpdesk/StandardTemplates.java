package io.counterfoil.helpdesk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts that come with the program, a file each: the subject, a blank line, the text. */
final class StandardTemplates {
    static final List<String> LANGUAGES = List.of("en", "fr");

    private static final Map<String, MailTemplate> TEMPLATES = new HashMap<>();

    static {
        for (MailEvent event : MailEvent.values()) {
            for (String language : LANGUAGES) {
                String name = event.code() + "." + language;
                TEMPLATES.put(name, read(name));
            }
        }
    }

    private StandardTemplates() {}

    /** @param language of those that there are; any other is answered in the first */
    static MailTemplate of(MailEvent event, String language) {
        String known = LANGUAGES.contains(language) ? language : LANGUAGES.getFirst();
        MailTemplate template = TEMPLATES.get(event.code() + "." + known);
        if (template == null) {
            throw new IllegalStateException("no text for " + event + " in " + known);
        }
        return template;
    }

    private static MailTemplate read(String name) {
        try (InputStream in = StandardTemplates.class.getResourceAsStream("/mail-templates/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("mail-templates/" + name + ".txt is missing");
            }
            String[] parts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 2);
            return new MailTemplate(parts[0].strip(), parts[1].strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
