package io.counterfoil.helpdesk;

import io.counterfoil.kernel.ContactId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are asked for; null or empty: any.
 *
 * @param text a case number, or words that subject or entries have
 * @param participant key of the address of somebody who takes part
 * @param requesters contacts; a case of one of them fits, and one in which {@code participant} takes part
 * @param assignee login of a user; empty: cases that nobody has
 * @param priority null: any
 * @param spam whether cases that are spam are shown too
 */
public record CaseFilter(
        @Nullable String text,
        Set<CaseState> states,
        @Nullable String participant,
        List<ContactId> requesters,
        @Nullable String assignee,
        @Nullable String mailbox,
        @Nullable CasePriority priority,
        boolean spam) {
    public static final CaseFilter ALL = new CaseFilter(null, Set.of(), null, List.of(), null, null, null, false);

    CaseFilter withText(String other) {
        return new CaseFilter(other, states, participant, requesters, assignee, mailbox, priority, spam);
    }

    /** All cases of people. */
    public static CaseFilter of(List<ContactId> requesters) {
        return new CaseFilter(null, Set.of(), null, requesters, null, null, null, true);
    }
}
