package io.counterfoil.backoffice;

import io.counterfoil.backoffice.People.Person;
import io.counterfoil.helpdesk.CaseEntry;
import io.counterfoil.helpdesk.CaseLink;
import io.counterfoil.helpdesk.CaseMark;
import io.counterfoil.helpdesk.DeskSettings;
import io.counterfoil.helpdesk.Participant;
import io.counterfoil.helpdesk.SupportCase;
import io.counterfoil.helpdesk.SupportCases;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.mail.DeliveryState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case as an agent reads it.
 *
 * @param subject masked for viewers
 * @param tag as its mails carry it
 * @param stretch which of its entries these are, and what is left out
 * @param held mails that stand beside it
 * @param sender what is known of its requester; null: nobody is, or he is no contact
 * @param proved whether the last mail of the requester proved that it is from him
 */
record CaseView(
        SupportCase supportCase,
        String subject,
        String tag,
        Person requester,
        List<Line> entries,
        SupportCases.Stretch stretch,
        List<Somebody> participants,
        List<TicketId> tickets,
        List<CaseLink> links,
        List<MailListPages.Row> held,
        @Nullable Sender sender,
        boolean proved,
        Beside beside) {

    /**
     * What is known besides what was said.
     *
     * @param sent what became of mails, by the entry that they tell of
     * @param fields what was captured, masked for viewers
     */
    record Beside(Map<UUID, List<Sent>> sent, List<Field> fields, DeskSettings.Level level) {}

    /**
     * A mail of ours to one address.
     *
     * @param answer what a mail server said last; empty: nothing, or the reader is a viewer
     */
    record Sent(String address, DeliveryState state, Instant at, String answer) {}

    /** Something that was captured. */
    record Field(String name, String value) {}

    /** Who takes part, masked for viewers. */
    record Somebody(String name, String address, Participant.Role role) {}

    static boolean isDoubtful(CaseEntry entry) {
        return entry.marks().contains(CaseMark.OTHER_SUBJECT)
                || entry.marks().contains(CaseMark.DISAGREES)
                || entry.marks().contains(CaseMark.SAME_UNSEEN_MAIL);
    }

    /**
     * Something that was said or done.
     *
     * @param author masked for viewers, as everything of people
     * @param under the line under the name; empty: none
     * @param evidence why a mail is here, in the reader's language; null: an agent put it here
     * @param subject the mail's own, without tags, when the mail may be in the wrong case and was read; empty: not
     * @param quoted what the mail quotes, when it was read; empty: nothing
     */
    record Line(
            CaseEntry entry,
            String author,
            String under,
            String text,
            @Nullable String evidence,
            String subject,
            String quoted,
            List<File> files) {
        /** What stands in the page's style sheet for it. */
        public String kind() {
            return entry.kind().name().toLowerCase(Locale.ROOT);
        }

        /** Whether the mail may be in the wrong case: it is taken out by one click. */
        public boolean isDoubtful() {
            return CaseView.isDoubtful(entry);
        }
    }

    /**
     * A file of an entry, to be downloaded.
     *
     * @param path below the organizer's
     * @param size bytes
     */
    record File(String path, String filename, long size) {}

    /**
     * What is known of whoever asks.
     *
     * @param contact his page's view: tickets held, pending transfers, what happened
     * @param pending his open transfers with what can be done
     * @param cases his other cases, the last changed first
     */
    record Sender(ContactView contact, List<Pending> pending, List<CaseList.Row> cases) {}

    /**
     * An open transfer.
     *
     * @param began since when it is open
     * @param inWallet whether the wallet can be asked to resend, correct or cancel it
     */
    record Pending(ContactView.LineView line, Instant began, boolean inWallet) {}
}
