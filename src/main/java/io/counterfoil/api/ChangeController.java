package io.counterfoil.api;

import io.counterfoil.accounts.Permission;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.journal.Journal;
import io.counterfoil.journal.JournalLine;
import io.counterfoil.kernel.OrganizerCode;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The change feed: an organizer's journal, in its order, as often as one likes. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/changes")
class ChangeController {
    private static final Set<String> NAMING_NOBODY = Set.of("created", "changed");

    private final OrganizerTransactions transactions;
    private final Journal journal;
    private final JsonMapper json;

    ChangeController(OrganizerTransactions transactions, Journal journal, JsonMapper json) {
        this.transactions = transactions;
        this.journal = journal;
        this.json = json;
    }

    /**
     * A change.
     *
     * @param seq grows by one without gaps; give the last one seen as {@code after}
     * @param body what is worth knowing; null where a person's data was erased
     */
    record ChangeAnswer(
            String seq,
            Instant at,
            String actor,
            String entity,
            String entityId,
            String action,
            @Nullable String runId,
            @Nullable JsonNode body) {}

    @Operation(summary = "Changes after a number, in their order")
    @GetMapping
    @Needs(Permission.READ)
    Page<ChangeAnswer> after(@PathVariable OrganizerCode organizer, @ParameterObject ListQuery query) {
        int limit = query.most();
        long after = query.afterNumber();
        List<JournalLine> lines = transactions.read(organizer, () -> journal.after(organizer, after, limit + 1));
        return Page.of(lines, limit, line -> Long.toString(line.seq()), this::answer);
    }

    /** What becomes of a ticket names people by their ids only. */
    private JsonNode body(JournalLine line) {
        JsonNode body = json.readTree(line.body());
        boolean namesNobody = line.entity().equals("ticket") && NAMING_NOBODY.contains(line.action());
        return namesNobody ? body : Masking.told(body);
    }

    private ChangeAnswer answer(JournalLine line) {
        return new ChangeAnswer(
                Long.toString(line.seq()),
                line.at(),
                line.actor(),
                line.entity(),
                line.entityId(),
                line.action(),
                line.runId() == null ? null : line.runId().toString(),
                line.body() == null ? null : body(line));
    }
}
