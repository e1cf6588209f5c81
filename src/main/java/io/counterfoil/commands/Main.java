package io.counterfoil.commands;

import io.counterfoil.kernel.Refusal;
import java.io.PrintWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code counterfoil}: what it can do, and how its failures look. */
@Command(
        name = "counterfoil",
        description = "The back office for tickets that live on phones.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Settings are environment variables: see docs/howto/settings.md."})
public final class Main implements Runnable {
    /** Something was refused or went wrong; the message says what. Usage errors end with 2. */
    private static final int FAILED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /**
     * Runs the command line and gives the exit code; 0 also when a server was started and goes on.
     *
     * @param application the class that Spring starts from
     */
    public static int run(Class<?> application, String... arguments) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new Serve(application))
                .addSubcommand(new Demo(application))
                .addSubcommand(new ImportCommand())
                .addSubcommand(new RunCommand())
                .addSubcommand(new MailPipeCommand())
                .addSubcommand(new BenchCommand())
                .addSubcommand(new BackupCommand())
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new Doctor())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
        boolean serves = arguments.length > 0 && Set.of("serve", "demo").contains(arguments[0]);
        if (!serves) {
            // A command's output is its own: warnings only. A server's log is configured by the framework.
            LoggingSystem.get(Main.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        }
        return line.execute(arguments);
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "Missing command");
        }
    }

    /** A refusal is told in its own words; anything else is our own defect, and its trace is wanted. */
    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof AlreadyReported) {
            return FAILED;
        }
        Refusal refusal = refusalIn(failure);
        if (refusal != null) {
            err.println(refusal.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }

    private static @Nullable Refusal refusalIn(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** Spring has logged why it did not start. */
    static final class AlreadyReported extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AlreadyReported(Throwable cause) {
            super(cause);
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"counterfoil " + (version == null ? "(not packaged)" : version)};
        }
    }
}
