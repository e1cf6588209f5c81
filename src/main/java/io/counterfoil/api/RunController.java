package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.runs.Run;
import io.counterfoil.runs.RunControl;
import io.counterfoil.runs.RunStatus;
import io.counterfoil.runs.Runs;
import io.counterfoil.runs.Start;
import io.counterfoil.runs.StartedBy;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs of an interface's functions. A run can be asked for below its function and below its organizer. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}")
class RunController {
    private static final String OF_FUNCTION = "/interfaces/{code}/functions/{function}/runs";

    private final RunControl control;
    private final Runs runs;
    private final Interfaces interfaces;
    private final JsonMapper json;

    RunController(RunControl control, Runs runs, Interfaces interfaces, JsonMapper json) {
        this.control = control;
        this.runs = runs;
        this.interfaces = interfaces;
        this.json = json;
    }

    /** Counts always add up: entries = applied + unchanged + skipped + quarantined. */
    record RunAnswer(
            String id,
            RunStatus status,
            Instant startedAt,
            @Nullable Instant endedAt,
            int pages,
            int entries,
            int applied,
            int unchanged,
            int skipped,
            int quarantined,
            @Nullable String reason,
            @Nullable String paginationKey,
            String interfaceCode,
            String function,
            StartedBy startedBy,
            String actor,
            boolean dryRun,
            @Nullable JsonNode report) {}

    /** A line of the run's own journal. */
    record EventAnswer(Instant at, String level, String message) {}

    @Operation(
            summary = "Starts a run, unless one goes on",
            description = "With dryRun it plans, reports and stores nothing else.")
    @PostMapping(OF_FUNCTION)
    @Needs(Permission.RUN)
    ResponseEntity<?> start(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Access access) {
        return switch (control.start(organizer, code, function(function), access.actor(), dryRun)) {
            case Start.Started started ->
                ResponseEntity.created(URI.create("/api/v1/organizers/" + organizer + "/interfaces/" + code
                                + "/functions/" + function + "/runs/"
                                + started.run().id()))
                        .body(answer(started.run()));
            case Start.Busy busy ->
                ResponseEntity.status(Problem.busy(busy).status())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(Problem.busy(busy));
        };
    }

    @Operation(summary = "Runs of a function, newest first")
    @GetMapping(OF_FUNCTION)
    @Needs(Permission.READ)
    Page<RunAnswer> list(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        interfaces.require(organizer, code);
        return Page.of(
                runs.newest(organizer, code, function(function), query.afterId(), limit + 1),
                limit,
                run -> run.id().toString(),
                this::answer);
    }

    @Operation(summary = "A run")
    @GetMapping({OF_FUNCTION + "/{run}", "/runs/{run}"})
    @Needs(Permission.READ)
    RunAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String run) {
        return answer(found(organizer, run));
    }

    @Operation(summary = "What happened in the run, in words, all on one page")
    @GetMapping({OF_FUNCTION + "/{run}/events", "/runs/{run}/events"})
    @Needs(Permission.READ)
    Page<EventAnswer> events(@PathVariable OrganizerCode organizer, @PathVariable String run) {
        return new Page<>(
                runs.events(organizer, found(organizer, run).id()).stream()
                        .map(event -> new EventAnswer(event.at(), event.level(), event.message()))
                        .toList(),
                null);
    }

    @Operation(summary = "Asks a run to stop after the page it is at; one that has ended stays as it is")
    @PostMapping({OF_FUNCTION + "/{run}/stop", "/runs/{run}/stop"})
    @Needs(Permission.RUN)
    RunAnswer stop(@PathVariable OrganizerCode organizer, @PathVariable String run, Access access) {
        return answer(control.stop(organizer, found(organizer, run).id(), access.actor()));
    }

    private Run found(OrganizerCode organizer, String text) {
        try {
            return runs.find(organizer, UUID.fromString(text)).orElseThrow(() -> Refusal.notFound("run", text));
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("run", text);
        }
    }

    private static InterfaceFunction function(String code) {
        return InterfaceFunction.find(code).orElseThrow(() -> Refusal.notFound("function", code));
    }

    private RunAnswer answer(Run run) {
        return new RunAnswer(
                run.id().toString(),
                run.status(),
                run.startedAt(),
                run.endedAt(),
                run.pages(),
                run.counts().entries(),
                run.counts().applied(),
                run.counts().unchanged(),
                run.counts().skipped(),
                run.counts().quarantined(),
                run.reason(),
                run.paginationKey(),
                run.interfaceCode(),
                run.function().code(),
                run.startedBy(),
                run.actor(),
                run.dryRun(),
                report(run.report()));
    }

    /** A report names known people by id and new ones not at all; what is wrong with an entry may repeat what it holds. */
    private @Nullable JsonNode report(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode report = json.readTree(text);
        JsonNode entries = report.get("quarantinedEntries");
        if (entries != null && report instanceof ObjectNode members) {
            members.set("quarantinedEntries", Masking.told(entries));
        }
        return report;
    }
}
