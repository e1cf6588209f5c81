package io.counterfoil.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.commands.Finding.Grade;
import io.counterfoil.database.TestDatabase;
import io.counterfoil.journal.InstallationJournal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class DoctorTest {
    @Test
    void saysWhetherTheInstallationsJournalIsAsItWasWritten(@TempDir Path data) {
        try (TestDatabase database = TestDatabase.create()) {
            InstallationJournal journal = new InstallationJournal(database.app(), Clock.systemUTC());
            database.transactions().global(() -> {
                journal.append("test", "account", "anna", "created", "{}");
                return true;
            });
            Map<String, String> environment = Map.of(
                    "SPRING_DATASOURCE_URL", database.url(),
                    "COUNTERFOIL_SECRET_KEY", "0123456789abcdef0123456789abcdef0123456789abcdef",
                    "COUNTERFOIL_DATA_DIR", data.toString());

            assertThat(journalIn(Doctor.examine(environment)).grade()).isEqualTo(Grade.OK);
            new JdbcTemplate(database.owner()).update("update installation_journal set actor = 'nobody'");
            Finding altered = journalIn(Doctor.examine(environment));

            assertThat(altered.grade()).isEqualTo(Grade.FAIL);
            assertThat(altered.line()).contains("line 1 does not fit");
        }
    }

    private static Finding journalIn(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.subject().equals("journal"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        findings.stream().map(Finding::line).toList().toString()));
    }
}
