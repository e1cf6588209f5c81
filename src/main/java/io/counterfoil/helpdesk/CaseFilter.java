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
 * @param spam whether cases that are spam are shown too
 */
public record CaseFilter(
        @Nullable String text,
        Set<CaseState> states,
        @Nullable String participant,
        List<ContactId> requesters,
        @Nullable String assignee,
        @Nullable String mailbox,
        boolean spam) {
    public static final CaseFilter ALL = new CaseFilter(null, Set.of(), null, List.of(), null, null, false);
}
