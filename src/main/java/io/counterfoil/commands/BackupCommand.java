package io.counterfoil.commands;

import io.counterfoil.database.Backup;
import io.counterfoil.database.BackupManifest;
import io.counterfoil.database.EmbeddedServer;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup FILE}. */
@Command(
        name = "backup",
        description = "Write everything into one file; the server may go on working. The file holds secrets.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "A file that does not exist yet, such as counterfoil.backup.")
    private Path file = Path.of("");

    @Override
    public void run() {
        Installation installation = Installation.here();
        if (installation.outside().isEmpty()) {
            EmbeddedServer.checkVersion(installation.folder());
            if (installation.folder().clusterVersion().isEmpty()) {
                throw Refusal.of(
                        ErrorKind.USER,
                        "nothing-to-back-up",
                        "the data folder " + installation.folder().root() + " holds no database (expected: "
                                + Settings.DATA_DIR + " of an installation)");
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        installation.withDatabase((address, folder) -> {
            BackupManifest manifest = Backup.write(address, folder, file.toAbsolutePath(), Clock.systemUTC());
            out.println(
                    "Wrote " + manifest.rows() + " rows of " + manifest.tables().size() + " tables, schema version "
                            + manifest.schemaVersion() + ", to " + file.toAbsolutePath() + ".");
            out.println("Keep it safe: it holds people's data and the installation's secrets.");
        });
    }
}
