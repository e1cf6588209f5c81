package io.counterfoil.api;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.runs.RunControl;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The wallet says that something has changed. */
@RestController
class WakeController {
    private static final String SIGNATURE = "X-Counterfoil-Signature";

    private final Interfaces interfaces;
    private final RunControl control;
    private final Clock clock;
    private final JsonMapper json;

    WakeController(Interfaces interfaces, RunControl control, Clock clock, JsonMapper json) {
        this.interfaces = interfaces;
        this.control = control;
        this.clock = clock;
        this.json = json;
    }

    @Operation(
            summary = "Starts a run soon",
            description = "What is not signed with the interface's secret, or not fresh, or not for this "
                    + "organizer, gets one and the same answer, also where there is no such interface: the "
                    + "caller has proved nothing.")
    @ProvesItself
    @PostMapping("/api/v1/organizers/{organizer}/interfaces/{code}/wake")
    ResponseEntity<?> wake(
            @PathVariable String organizer,
            @PathVariable String code,
            @RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
            @RequestBody byte[] body) {
        OrganizerCode named = proven(organizer, code, signature, body);
        if (named == null) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problem.of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "this wake-up call proves nothing (expected: " + SIGNATURE
                                    + " with the secret of the interface, a time not more than 5 minutes from now, and"
                                    + " this organizer)"));
        }
        control.wake(named, code);
        return ResponseEntity.accepted().build();
    }

    private @Nullable OrganizerCode proven(String organizer, String code, String signature, byte[] body) {
        try {
            OrganizerCode named = new OrganizerCode(organizer);
            boolean signed = interfaces
                    .wakeSecret(named, code)
                    .filter(secret -> WakeSignature.isOf(secret, body, signature))
                    .isPresent();
            if (!signed) {
                return null;
            }
            JsonNode told = json.readTree(body);
            boolean fresh = WakeSignature.isFresh(
                    OffsetDateTime.parse(told.path("at").asString()).toInstant(), clock.instant());
            return fresh && told.path("organizer").asString().equals(organizer) ? named : null;
        } catch (JacksonException | DateTimeException | Refusal unusable) {
            return null;
        }
    }
}
