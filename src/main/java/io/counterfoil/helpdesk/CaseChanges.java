package io.counterfoil.helpdesk;

import io.counterfoil.helpdesk.CaseActs.CaseChange;
import io.counterfoil.journal.Differences;
import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a change does to a case: pure, refuses what may not be.
 *
 * @param lines what its entries say
 * @param was what differs, before
 * @param is the same, after
 */
record CaseChanges(List<Line> lines, ObjectNode was, ObjectNode is) {
    private static final int LONGEST_LOGIN = 200;

    /** An entry. */
    record Line(CaseAction action, String text) {}

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** What the journal tells. */
    ObjectNode told() {
        return Differences.between(was, is);
    }

    /** What the journal tells of a state; nothing where it stayed. */
    static ObjectNode told(CaseState before, CaseState after) {
        return Differences.between(state(before), state(after));
    }

    private static ObjectNode state(CaseState state) {
        return JsonNodeFactory.instance.objectNode().put("state", state.name());
    }

    static CaseChanges of(SupportCase before, CaseChange change, CaseEdit edit) {
        CaseChanges changes = new CaseChanges(
                new ArrayList<>(), JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
        changes.required(change.state(), "state", before.state(), CaseAction.STATE, edit::state);
        changes.optional(change.assignee(), "assignee", before.assignee(), CaseAction.ASSIGNED, edit::assignee);
        changes.required(change.priority(), "priority", before.priority(), CaseAction.CHANGED, edit::priority);
        changes.required(change.type(), "type", before.type(), CaseAction.CHANGED, edit::type);
        changes.required(
                change.subject(),
                "subject",
                before.subject(),
                CaseAction.CHANGED,
                subject -> edit.subject(CaseTools.line("subject", subject)));
        changes.optional(change.supplier(), "supplier", before.supplier(), CaseAction.CHANGED, edit::supplier);
        changes.required(change.spam(), "spam", before.spam(), CaseAction.CHANGED, edit::spam);
        return changes;
    }

    private <T> void required(Told<T> told, String member, T before, CaseAction action, Consumer<T> set) {
        switch (told) {
            case Told.Nothing<T> stays -> {}
            case Told.Cleared<T> none -> throw Refusal.invalid(member, null, "a value");
            case Told.Value<T>(T value) -> {
                if (!value.equals(before)) {
                    set.accept(value);
                    note(member, before, value, action);
                }
            }
        }
    }

    private void optional(
            Told<String> told,
            String member,
            @Nullable String before,
            CaseAction action,
            Consumer<@Nullable String> set) {
        String value = told.after(before);
        if (value != null
                && (value.isBlank()
                        || value.length() > LONGEST_LOGIN
                        || value.codePoints().anyMatch(Excerpt::isUnsafe))) {
            throw Refusal.invalid(member, value, "1 to 200 characters, or null");
        }
        if (!Objects.equals(value, before)) {
            set.accept(value);
            note(member, before, value, action);
        }
    }

    private void note(String member, @Nullable Object before, @Nullable Object after, CaseAction action) {
        String change = shown(before) + " → " + shown(after);
        boolean says = action == CaseAction.STATE || action == CaseAction.ASSIGNED;
        lines.add(new Line(action, says ? change : member + ": " + change));
        // a subject may name people: the entry has it, the feed says that it changed
        if (member.equals("subject")) {
            is.put("subjectChanged", true);
        } else {
            was.put(member, before == null ? null : before.toString());
            is.put(member, after == null ? null : after.toString());
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }
}
