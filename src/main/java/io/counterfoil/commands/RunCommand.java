package io.counterfoil.commands;

import java.io.PrintWriter;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code run ORGANIZER INTERFACE}. */
@Command(
        name = "run",
        description = "Start a run of an interface's function in a running server, and wait for its end.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ORGANIZER", description = "The organizer's code.")
    private String organizer = "";

    @Parameters(paramLabel = "INTERFACE", description = "The interface's code.")
    private String interfaceCode = "";

    @Option(
            names = "--function",
            defaultValue = "retrieve-ticket-status",
            description = "The function; default: ${DEFAULT-VALUE}.")
    private String function = "";

    @Option(names = "--dry-run", description = "Report what would be done, and store nothing else.")
    private boolean dryRun;

    /** 0 when the run succeeded, 1 for every other end. */
    @Override
    public Integer call() throws InterruptedException {
        String runs = ImportCommand.path(organizer) + "/interfaces/" + ImportCommand.encoded(interfaceCode)
                + "/functions/" + ImportCommand.encoded(function) + "/runs";
        PrintWriter out = spec.commandLine().getOut();
        try (ApiClient client = server.connect()) {
            ApiClient.Answer started =
                    client.post(runs + (dryRun ? "?dryRun=true" : ""), ApiClient.JSON.createObjectNode());
            JsonNode run = started.body();
            String place = started.location().isEmpty()
                    ? runs + "/" + ImportCommand.encoded(run.path("id").asString())
                    : started.location();
            while (run.path("status").asString("").equals("RUNNING")) {
                TimeUnit.SECONDS.sleep(1);
                run = client.get(place).body();
            }
            out.println(line(run));
            if (dryRun) {
                out.println(run.path("report").toPrettyString());
            }
            return Set.of("SUCCEEDED").contains(run.path("status").asString("")) ? 0 : 1;
        }
    }

    /** A run in one line. */
    static String line(JsonNode run) {
        String reason = run.path("reason").asString("");
        return "run " + run.path("id").asString("") + " " + run.path("status").asString("") + ": "
                + run.path("pages").asString("0") + " pages, "
                + run.path("entries").asString("0") + " entries, "
                + run.path("applied").asString("0") + " applied, "
                + run.path("unchanged").asString("0") + " unchanged, "
                + run.path("skipped").asString("0") + " skipped, "
                + run.path("quarantined").asString("0") + " quarantined"
                + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
