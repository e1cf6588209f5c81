package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a form: for each field a message's key. The page's summary leads from each to its field, whose id is its
 * name.
 */
final class FormProblems {
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    /** @param field empty: of none of them; {@code key} of the message, {@code arguments} its values */
    record Problem(String field, String key, Object[] arguments) {}

    FormProblems add(String field, String key, Object... arguments) {
        problems.putIfAbsent(field, new Problem(field, key, arguments));
        return this;
    }

    /** A refused field by its name, with the message {@code accounts.wrong.field}; other refusals by their type. */
    FormProblems add(Refusal refusal, String elsewhere) {
        String field = refusal.field();
        return field == null
                ? add(elsewhere, "accounts.refused." + refusal.type())
                : add(field, "accounts.wrong." + field);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public List<Problem> all() {
        return List.copyOf(problems.values());
    }

    public @Nullable Problem of(String field) {
        return problems.get(field);
    }
}
