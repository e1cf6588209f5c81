package io.counterfoil.commands;

import io.counterfoil.kernel.Refusal;
import java.io.FileNotFoundException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code import ORGANIZER FILE}. */
@Command(
        name = "import",
        description = "Import tickets into a running server: newline-delimited JSON, one ticket a line.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ORGANIZER", description = "The organizer's code.")
    private String organizer = "";

    @Parameters(paramLabel = "FILE", description = "The tickets; - for standard input.")
    private String file = "";

    /** 1 when a line was rejected, though the others are imported. */
    @Override
    public Integer call() {
        try (ApiClient client = server.connect()) {
            JsonNode answer = client.send(
                            "POST", path(organizer) + "/tickets/import", "application/x-ndjson", tickets())
                    .body();
            PrintWriter out = spec.commandLine().getOut();
            out.println(answer.path("imported").asString("0") + " imported, "
                    + answer.path("unchanged").asString("0") + " unchanged, "
                    + answer.path("rejected").size() + " rejected");
            for (JsonNode line : answer.path("rejected")) {
                out.println("line " + line.path("line").asString() + ": "
                        + line.path("reason").asString());
            }
            return answer.path("rejected").isEmpty() ? 0 : 1;
        }
    }

    /** Where the organizer's resources are. */
    static String path(String organizer) {
        return "/api/v1/organizers/" + encoded(organizer);
    }

    static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private BodyPublisher tickets() {
        try {
            return file.equals("-")
                    ? BodyPublishers.ofInputStream(() -> System.in)
                    : BodyPublishers.ofFile(Path.of(file));
        } catch (FileNotFoundException e) {
            throw Refusal.invalid("FILE", file, "a file that can be read, or - for standard input");
        }
    }
}
