package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.imports.ImportAnswer;
import io.counterfoil.imports.TicketImport;
import io.counterfoil.kernel.OrganizerCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tickets in. */
@RestController
class ImportController {
    private static final String NDJSON = "application/x-ndjson";

    private final TicketImport tickets;

    ImportController(TicketImport tickets) {
        this.tickets = tickets;
    }

    @Operation(
            summary = "Imports tickets, one JSON object a line, as many as there are",
            description = "Repeating an import changes nothing.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = NDJSON, schema = @Schema(type = "string", description = "one ticket a line")))
    @PostMapping(
            path = "/api/v1/organizers/{organizer}/tickets/import",
            consumes = {NDJSON, "application/jsonl"})
    @Needs(Permission.IMPORT)
    ImportAnswer run(@PathVariable OrganizerCode organizer, HttpServletRequest request, Access access)
            throws IOException {
        return tickets.run(organizer, access.actor(), request.getInputStream());
    }
}
