package io.counterfoil.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.counterfoil.helpdesk.CaseChannel;
import io.counterfoil.helpdesk.CaseEntry;
import io.counterfoil.helpdesk.CaseField;
import io.counterfoil.helpdesk.CaseLink;
import io.counterfoil.helpdesk.CaseMark;
import io.counterfoil.helpdesk.CasePriority;
import io.counterfoil.helpdesk.CaseState;
import io.counterfoil.helpdesk.CaseType;
import io.counterfoil.helpdesk.Participant;
import io.counterfoil.helpdesk.SenderKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case with everything in it.
 *
 * @param tag as subjects carry it
 * @param tickets ids of the tickets that it is about
 * @param fields what more is known of it, captured from mails or written by agents
 */
record CaseAnswer(
        long number,
        String tag,
        String subject,
        CaseType type,
        CaseState state,
        CasePriority priority,
        @Nullable ContactAnswer requester,
        @Nullable String requesterAddress,
        @Nullable String assignee,
        @Nullable String supplier,
        @Nullable String mailbox,
        String language,
        CaseChannel channel,
        @Nullable Long follows,
        boolean spam,
        Instant openedAt,
        Instant updatedAt,
        @Nullable Instant firstAnswerAt,
        @Nullable Instant solvedAt,
        @Nullable Instant closedAt,
        List<String> tickets,
        List<Person> participants,
        List<Link> links,
        List<Field> fields,
        List<Entry> entries) {

    /** Who takes part. */
    record Person(String address, String name, Participant.Role role) {
        static Person of(Participant participant) {
            return new Person(participant.address().text(), participant.name(), participant.role());
        }
    }

    /** A case that belongs to this one. */
    record Link(long number, CaseLink.Kind kind) {
        static Link of(CaseLink link) {
            return new Link(link.other().value(), link.kind());
        }
    }

    /**
     * Something that is known of it.
     *
     * @param messageId the mail that it was captured from; null: an agent wrote it
     */
    record Field(String name, String value, @Nullable String messageId) {
        static Field of(CaseField field) {
            UUID mail = field.mailId();
            return new Field(field.name(), field.value(), mail == null ? null : mail.toString());
        }
    }

    /**
     * What was said or done.
     *
     * @param authorLine the line under the name
     * @param evidence why a mail is in this case; null: it came otherwise
     */
    record Entry(
            String id,
            Instant at,
            SenderKind kind,
            String author,
            @Nullable String authorLine,
            String description,
            String text,
            @Nullable String messageId,
            @JsonProperty("public") boolean isPublic,
            @Nullable String evidence,
            List<CaseMark> marks) {
        static Entry of(CaseEntry entry) {
            return new Entry(
                    entry.id().toString(),
                    entry.at(),
                    entry.kind(),
                    entry.author(),
                    entry.authorLine(),
                    entry.description(),
                    entry.text(),
                    entry.mailId() == null ? null : entry.mailId().toString(),
                    entry.isPublic(),
                    entry.evidence() == null ? null : entry.evidence().text(),
                    entry.marks());
        }
    }

    /** A case in a list. */
    record Line(
            long number,
            String tag,
            String subject,
            CaseType type,
            CaseState state,
            CasePriority priority,
            @Nullable ContactAnswer requester,
            @Nullable String requesterAddress,
            @Nullable String assignee,
            @Nullable String mailbox,
            Instant openedAt,
            Instant updatedAt,
            List<String> tickets,
            List<Entry> entries) {}
}
