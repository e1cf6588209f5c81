package io.counterfoil.helpdesk;

import io.counterfoil.kernel.CaseNumber;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case that a mail may belong to.
 *
 * @param participants by address key
 * @param followUp of a closed case: the open one that goes on with it; null: none does
 */
record CaseAtHand(
        SupportCase supportCase,
        Map<String, Participant> participants,
        @Nullable SupportCase followUp) {
    CaseNumber number() {
        return supportCase.number();
    }
}
