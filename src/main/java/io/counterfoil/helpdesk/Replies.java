package io.counterfoil.helpdesk;

import io.counterfoil.kernel.EmailAddress;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.OutgoingFile;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends what an agent writes in public. Called within the transaction that stores the entry. */
public interface Replies {
    /** Leaves the mails of a reply to be sent. */
    void send(OrganizerCode organizer, Reply reply);

    /**
     * A reply.
     *
     * @param supportCase the case as it is after the reply
     * @param entryId the entry that says it
     * @param to empty: the requester
     * @param login who wrote it
     * @param name the name that he is called by
     * @param files what goes with it
     * @param attachmentsOf the mail whose files go with it too; null: none
     */
    record Reply(
            SupportCase supportCase,
            UUID entryId,
            String text,
            List<EmailAddress> to,
            List<EmailAddress> cc,
            List<EmailAddress> bcc,
            @Nullable String login,
            String name,
            List<OutgoingFile> files,
            @Nullable UUID attachmentsOf) {}
}
