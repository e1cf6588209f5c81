package io.counterfoil.commands;

import io.counterfoil.database.BackupManifest;
import io.counterfoil.database.DataFolder;
import io.counterfoil.database.Restore;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore FILE}. */
@Command(
        name = "restore",
        description = "Fill a new data folder, or an empty outside database, from a backup.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "What './counterfoil backup' wrote.")
    private Path file = Path.of("");

    @Override
    public void run() {
        Installation installation = Installation.here();
        DataFolder folder = installation.folder();
        if (installation.outside().isEmpty() && folder.inUse()) {
            throw Refusal.of(
                    ErrorKind.USER,
                    "data-folder-in-use",
                    "a server is working on the data folder " + folder.root()
                            + " (expected: a new, empty folder in COUNTERFOIL_DATA_DIR)");
        }
        try (Restore restore = Restore.open(file)) {
            installation.withDatabase((address, dataFolder) -> {
                restore.into(address);
                restore.keyInto(dataFolder);
            });
            BackupManifest manifest = restore.manifest();
            spec.commandLine()
                    .getOut()
                    .println("Restored " + manifest.rows() + " rows of "
                            + manifest.tables().size() + " tables, as of " + manifest.madeAt()
                            + "; counts and checksums are right.");
        }
    }
}
