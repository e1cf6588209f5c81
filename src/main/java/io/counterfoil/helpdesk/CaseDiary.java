package io.counterfoil.helpdesk;

import io.counterfoil.journal.Change;
import io.counterfoil.journal.Journal;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.Ids;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Delivery;
import io.counterfoil.mail.DeliveryFailures;
import io.counterfoil.mail.DeliveryState;
import io.counterfoil.mail.MailPurpose;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes into a case what the desk did by itself: that somebody was notified, and that a mail did not go out, which opens a waiting
 * or solved case again. Of mails that came back the bounce itself is in the case already.
 */
final class CaseDiary implements DeliveryFailures {
    /** Who does what nobody did. */
    static final String ITSELF = "Counterfoil";

    private static final String ACTOR = "outbox";

    private final CaseQueries queries;
    private final CaseStore store;
    private final Journal journal;
    private final Ids ids;
    private final Clock clock;

    CaseDiary(CaseQueries queries, CaseStore store, Journal journal, Ids ids, Clock clock) {
        this.queries = queries;
        this.store = store;
        this.journal = journal;
        this.ids = ids;
        this.clock = clock;
    }

    /** That an automatic mail goes to an address; answers the entry's id. */
    UUID notice(OrganizerCode organizer, CaseNumber number, String address) {
        return add(organizer, number, CaseAction.NOTICE, address);
    }

    @Override
    public void failed(OrganizerCode organizer, Delivery delivery) {
        if (delivery.purpose() == MailPurpose.AGENT_NOTICE || delivery.state() == DeliveryState.BOUNCED) {
            return;
        }
        queries.find(organizer, delivery.caseNumber()).ifPresent(about -> {
            String words = delivery.answer() == null ? "" : ": " + delivery.answer();
            add(organizer, about.number(), CaseAction.BOUNCE, delivery.address().text() + words);
            CaseState next = StateAfter.of(about.state(), StateAfter.Event.BOUNCE);
            store.update(organizer, CaseEdit.of(about, now()).state(next).done());
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("mailId", delivery.mailId().toString())
                    .put("delivery", delivery.state().name())
                    .toString();
            journal.append(
                    organizer,
                    ACTOR,
                    List.of(new Change("case", Long.toString(about.number().value()), "mail-failed", null, body)));
        });
    }

    private UUID add(OrganizerCode organizer, CaseNumber number, CaseAction action, String text) {
        UUID id = ids.next();
        store.addEntry(
                organizer,
                number,
                new CaseEntry(
                        id,
                        now(),
                        SenderKind.SYSTEM,
                        ITSELF,
                        null,
                        null,
                        null,
                        action,
                        text,
                        false,
                        null,
                        null,
                        List.of()));
        return id;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
