package io.counterfoil.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Raw mails in, whole understanding out. Each mail is named for what it shows; its understanding stands beside it. After a change
 * that is meant: {@code mvn test -Dtest=GoldenMailsTest -Dcounterfoil.golden=write}, then read the difference.
 */
class GoldenMailsTest {
    private static final Path MAILS = Path.of("src/test/resources/mail");
    private static final boolean WRITE = "write".equals(System.getProperty("counterfoil.golden"));
    private static final ReadingContext CONTEXT =
            new ReadingContext(Set.of("mx.opera.example"), id -> id.startsWith("<own-"), RemoteContent.BLOCKED);

    @ParameterizedTest
    @MethodSource("mails")
    void isUnderstood(String name) throws IOException {
        byte[] raw = Files.readAllBytes(MAILS.resolve(name + ".eml"));
        Path understanding = MAILS.resolve(name + ".txt");

        String understood = MailPicture.of(MailReader.read(raw, CONTEXT));

        if (WRITE) {
            Files.writeString(understanding, understood);
        }
        assertThat(understood).isEqualTo(Files.readString(understanding, UTF_8));
    }

    @Test
    void thereAreManyAndEachHasItsMail() throws IOException {
        assertThat(mails()).hasSizeGreaterThanOrEqualTo(120);
        assertThat(names(".txt")).isEqualTo(mails());
    }

    static List<String> mails() throws IOException {
        return names(".eml");
    }

    private static List<String> names(String ending) throws IOException {
        try (Stream<Path> files = Files.list(MAILS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        }
    }
}
