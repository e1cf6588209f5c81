package io.counterfoil.accounts;

import io.counterfoil.journal.InstallationJournal;
import io.counterfoil.kernel.OrganizerCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the journal says of a change: before and after, and whose organizer it concerns. */
final class AccountLine {
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();

    static AccountLine empty() {
        return new AccountLine();
    }

    AccountLine about(OrganizerCode organizer) {
        body.put(InstallationJournal.ORGANIZER, organizer.value());
        return this;
    }

    AccountLine with(String member, @Nullable Object value) {
        body.put(member, value == null ? null : value.toString());
        return this;
    }

    /** Both sides, when they differ. */
    AccountLine changed(String member, @Nullable Object before, @Nullable Object after) {
        String from = before == null ? null : before.toString();
        String to = after == null ? null : after.toString();
        if (from == null ? to != null : !from.equals(to)) {
            body.putObject(member).put("before", from).put("after", to);
        }
        return this;
    }

    boolean isEmpty() {
        return body.isEmpty();
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
