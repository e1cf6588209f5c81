package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes mails that were stored and whose taker died. Every node looks; a mail is taken once. */
final class LeftMails {
    static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(LeftMails.class);
    /** Whoever stored a mail takes it at once; one that has waited longer has lost him. */
    private static final Duration LEFT = Duration.ofSeconds(20);

    private static final int AT_ONCE = 100;

    private final OrganizerTransactions transactions;
    private final InboundMails mails;
    private final Intake intake;
    private final Clock clock;

    LeftMails(OrganizerTransactions transactions, InboundMails mails, Intake intake, Clock clock) {
        this.transactions = transactions;
        this.mails = mails;
        this.intake = intake;
        this.clock = clock;
    }

    /** Takes those of all organizers. */
    void takeAll(BooleanSupplier stopping) {
        for (OrganizerCode organizer : transactions.organizers()) {
            takeAll(organizer, stopping);
        }
    }

    /** Takes those of an organizer; one that cannot be taken now waits on and stops no other. */
    void takeAll(OrganizerCode organizer, BooleanSupplier stopping) {
        List<UUID> waiting;
        boolean taken;
        do {
            taken = false;
            waiting = mails.waiting(organizer, clock.instant().minus(LEFT), AT_ONCE);
            for (UUID mail : waiting) {
                if (stopping.getAsBoolean()) {
                    return;
                }
                taken |= take(organizer, mail);
            }
        } while (taken && waiting.size() == AT_ONCE);
    }

    private boolean take(OrganizerCode organizer, UUID mail) {
        try {
            intake.take(organizer, mail);
            return true;
        } catch (RuntimeException later) {
            // its message may quote the mail
            LOG.warn("Waiting mail {} of {} could not be taken yet: {}", mail, organizer, later.getClass());
            return false;
        }
    }
}
