package io.counterfoil;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GeneratedDocsTest {
    private static final boolean WRITE = "write".equals(System.getProperty("counterfoil.docs"));

    @Test
    void theListOfRulesIsUpToDate() throws IOException {
        check(Path.of("docs/RULES.md"), GeneratedDocs.rules());
    }

    @Test
    void theListOfModulesIsUpToDate() throws IOException {
        check(Path.of("docs/MODULES.md"), GeneratedDocs.modules());
    }

    private static void check(Path page, String expected) throws IOException {
        if (WRITE) {
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, expected);
        }
        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as(
                        page
                                + " is out of date; write it anew with: mvn test -Dtest=GeneratedDocsTest -Dcounterfoil.docs=write")
                .isEqualTo(expected);
    }
}
