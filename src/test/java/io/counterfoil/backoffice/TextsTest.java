package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the screens say, in both languages. */
class TextsTest {
    private static final Path FOLDER = Path.of("src/main/resources/i18n");
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[(}]");

    @Test
    void everyTextIsThereInEnglishAndInFrench() throws IOException {
        for (Path english : bundles()) {
            assertThat(new TreeSet<>(texts(french(english)).stringPropertyNames()))
                    .as("%s has the keys of %s", french(english), english)
                    .isEqualTo(new TreeSet<>(texts(english).stringPropertyNames()));
        }
    }

    @Test
    void bothLanguagesHaveTheSamePlacesForValues() throws IOException {
        for (Path english : bundles()) {
            Properties french = texts(french(english));
            texts(english)
                    .forEach((key, text) -> assertThat(
                                    new MessageFormat(french.getProperty((String) key)).getFormatsByArgumentIndex())
                            .as("values in %s", key)
                            .hasSameSizeAs(new MessageFormat((String) text).getFormatsByArgumentIndex()));
        }
    }

    @Test
    void noTextNeedsQuoting() throws IOException {
        for (Path english : bundles()) {
            for (Path bundle : List.of(english, french(english))) {
                texts(bundle)
                        .forEach((key, text) -> assertThat((String) text)
                                .as("%s in %s (expected: ’ for an apostrophe)", key, bundle)
                                .isNotBlank()
                                .doesNotContain("'"));
            }
        }
    }

    @Test
    void noTemplateNamesATextThatIsNotThere() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (Path english : bundles()) {
            known.addAll(texts(english).stringPropertyNames());
        }
        try (Stream<Path> templates = Files.walk(TEMPLATES)) {
            for (Path template : templates.filter(Files::isRegularFile).toList()) {
                Matcher named = KEY.matcher(Files.readString(template));
                while (named.find()) {
                    assertThat(known).as(template.toString()).contains(named.group(1));
                }
            }
        }
    }

    @Test
    void frenchPunctuationKeepsItsWord() {
        TextSource texts = new TextSource();
        texts.setBasename("i18n/backoffice");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);

        assertThat(texts.getMessage("tickets.cut", new Object[0], Locale.FRENCH))
                .contains("voir\u00a0; l’export")
                .doesNotContain(" ;");
        assertThat(TextSource.unbroken("« Qui ? » : {0} !")).isEqualTo("«\u00a0Qui\u00a0?\u00a0»\u00a0: {0}\u00a0!");
        assertThat(texts.getMessage("tickets.cut", new Object[0], Locale.ENGLISH))
                .doesNotContain("\u00a0");
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.toString().endsWith("_fr.properties"))
                    .sorted()
                    .toList();
        }
    }

    private static Path french(Path english) {
        return FOLDER.resolve(english.getFileName().toString().replace(".properties", "_fr.properties"));
    }

    private static Properties texts(Path file) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
        }
        return texts;
    }
}
