package io.counterfoil.api;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.PersonalDataView;
import io.counterfoil.imap.ImapPreview;
import io.counterfoil.imap.ImapReading;
import io.counterfoil.imap.MailRemark;
import io.counterfoil.imap.MailboxState;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.Mailboxes;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How mailboxes on other servers are read. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/mailboxes/{code}/reading")
class MailboxReadingController {
    private final Mailboxes mailboxes;
    private final ImapReading reading;

    MailboxReadingController(Mailboxes mailboxes, ImapReading reading) {
        this.mailboxes = mailboxes;
        this.reading = reading;
    }

    /**
     * How it goes.
     *
     * @param readAt when the mailbox was looked through last without an error
     * @param alarmAt since when there is an alarm
     * @param remarks mails that could not be fetched, or not whole
     */
    record ReadingAnswer(
            @Nullable Instant readAt,
            @Nullable Instant failingSince,
            @Nullable String error,
            @Nullable Instant alarmAt,
            List<RemarkAnswer> remarks) {
        static ReadingAnswer of(@Nullable MailboxState state, List<MailRemark> remarks) {
            return new ReadingAnswer(
                    state == null ? null : state.readAt(),
                    state == null ? null : state.failingSince(),
                    state == null ? null : state.error(),
                    state == null ? null : state.alarmAt(),
                    remarks.stream().map(RemarkAnswer::of).toList());
        }
    }

    /** @param nextTryAt null: it is not tried again */
    record RemarkAnswer(
            long uid,
            String remark,
            Instant at,
            int tries,
            @Nullable Instant nextTryAt) {
        static RemarkAnswer of(MailRemark remark) {
            return new RemarkAnswer(remark.uid(), remark.remark(), remark.at(), remark.tries(), remark.nextTryAt());
        }
    }

    /**
     * What would be fetched.
     *
     * @param mails in the folder
     * @param wanted those since the cut-off
     * @param first the first of these, at most ten
     * @param idle whether the server tells of new mails by itself
     */
    record PreviewAnswer(String folder, int mails, int wanted, List<PreviewMail> first, boolean idle) {
        static PreviewAnswer of(ImapPreview preview) {
            PersonalDataView view = Masking.view();
            return new PreviewAnswer(
                    preview.folder(),
                    preview.mails(),
                    preview.wanted(),
                    preview.first().stream()
                            .map(mail -> new PreviewMail(
                                    mail.arrivedAt(), mail.size(), view.other(mail.subject()), view.other(mail.from())))
                            .toList(),
                    preview.idle());
        }
    }

    record PreviewMail(
            Instant arrivedAt,
            long size,
            @Nullable String subject,
            @Nullable String from) {}

    @Operation(summary = "How the reading of a mailbox goes")
    @GetMapping
    @Needs(Permission.READ)
    ReadingAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String code) {
        mailboxes.require(organizer, code);
        return ReadingAnswer.of(reading.states(organizer).get(code), reading.remarks(organizer, code));
    }

    @Operation(
            summary = "What would be fetched from a mailbox",
            description = "Signs in as the settings say, active or not, looks, and touches nothing.")
    @PostMapping("/preview")
    @Needs(Permission.CONFIGURE)
    PreviewAnswer preview(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Instant cutOff) {
        return PreviewAnswer.of(reading.preview(organizer, code, cutOff));
    }
}
