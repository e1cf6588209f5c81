package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.Patience;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.owasp.html.HtmlSanitizer;

/** No mail takes more than 2 seconds and 64 MiB, its own bytes included: read by a Java that has no more. */
class MailBombsTest {
    @Test
    void everyBombIsReadInLittleTimeAndMemory(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                MailBombs.class.getName());
        // Java says that it has picked them up
        builder.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        Process reader = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = reader.waitFor(Patience.SECONDS, TimeUnit.SECONDS);
        reader.destroyForcibly().waitFor();
        String said = Files.readString(output);

        assertThat(ended && reader.exitValue() == 0).as(said).isTrue();
        List<String> lines = said.lines().toList();
        assertThat(lines).hasSize(MailBombs.all().size());
        assertThat(said).doesNotContain(MailReader.READER_FAILED);
        assertThat(lines)
                .allSatisfy(line -> assertThat(Long.parseLong(line.substring(0, line.indexOf('\t'))))
                        .as(line)
                        .isLessThan(MailBombs.MOST_MILLIS));
    }

    /** Only what the reader needs; under Maven the class path of this process is a file of Maven's. */
    private static String classPath() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> type : List.of(
                MailReader.class,
                MailBombs.class,
                MimeTokenStream.class,
                HtmlSanitizer.class,
                // what these two use themselves
                Class.forName("org.owasp.shim.Java8Shim"),
                Class.forName("org.apache.commons.io.IOUtils"))) {
            places.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
    }
}
