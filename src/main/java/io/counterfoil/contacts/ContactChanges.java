package io.counterfoil.contacts;

import io.counterfoil.journal.Change;
import io.counterfoil.kernel.ContactId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is journalled of contacts: ids, flags and warnings. */
final class ContactChanges {
    private static final String ENTITY = "contact";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ContactChanges() {}

    static Change created(NewContact contact, @Nullable UUID runId) {
        ContactDetails details = contact.details();
        List<String> warnings = details == null ? List.of() : details.warnings();
        return change(contact.id(), "created", runId, flags(contact.temporary(), warnings));
    }

    static Change completed(CompletedContact contact, @Nullable UUID runId) {
        return change(
                contact.id(), "completed", runId, flags(false, contact.details().warnings()));
    }

    static Change ambiguous(AmbiguousMatch match, @Nullable UUID runId) {
        List<String> candidates =
                match.candidates().stream().map(ContactId::toString).toList();
        return change(match.taken(), "ambiguous", runId, Map.of("candidates", candidates));
    }

    static Change change(ContactId contact, String action, @Nullable UUID runId, Map<String, ?> body) {
        return new Change(ENTITY, contact.toString(), action, runId, JSON.writeValueAsString(body));
    }

    private static Map<String, ?> flags(boolean temporary, List<String> warnings) {
        return warnings.isEmpty()
                ? Map.of("temporary", temporary)
                : new TreeMap<>(Map.of("temporary", temporary, "warnings", warnings));
    }
}
