package io.counterfoil.helpdesk;

import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.kernel.CaseNumber;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.InboundMails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds mails that no case shows by what they say, in English and French: held, ignored and failed ones. */
public final class MailSearch {
    private final OrganizerTransactions transactions;
    private final IntakeQueries queries;
    private final InboundMails mails;

    MailSearch(OrganizerTransactions transactions, IntakeQueries queries, InboundMails mails) {
        this.transactions = transactions;
        this.queries = queries;
        this.mails = mails;
    }

    /** Why a mail is in no case. */
    public enum Kind {
        /** An agent decides about it, or has discarded it. */
        HELD,
        IGNORED,
        FAILED
    }

    /**
     * A mail.
     *
     * @param subject empty for one that could not be read
     * @param from name or address of the sender; empty for one that could not be read
     * @param beside the case that it stands beside; null: none
     */
    public record Found(
            UUID mailId,
            Kind kind,
            String subject,
            String from,
            Instant at,
            @Nullable CaseNumber beside) {
        private static Found of(MailVerdict verdict) {
            return new Found(
                    verdict.mailId(),
                    verdict.outcome() == Decision.Outcome.HELD ? Kind.HELD : Kind.IGNORED,
                    verdict.subject(),
                    verdict.fromName().isBlank() ? verdict.fromAddress() : verdict.fromName(),
                    verdict.at(),
                    verdict.number());
        }
    }

    /** The newest first. */
    public List<Found> find(OrganizerCode organizer, String text, int limit) {
        return transactions.read(organizer, () -> {
            List<Found> found = new ArrayList<>();
            queries.decidedWith(organizer, text, limit).forEach(verdict -> found.add(Found.of(verdict)));
            mails.failedWith(organizer, text, limit)
                    .forEach(mail -> found.add(new Found(
                            mail.id(),
                            Kind.FAILED,
                            Objects.requireNonNullElse(mail.subject(), ""),
                            Objects.requireNonNullElse(mail.sender(), ""),
                            mail.storedAt(),
                            null)));
            found.sort(Comparator.comparing(Found::at).reversed());
            return found.stream().limit(limit).toList();
        });
    }
}
