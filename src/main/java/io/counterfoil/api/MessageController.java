package io.counterfoil.api;

import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailReplays;
import io.counterfoil.helpdesk.MailSearch;
import io.counterfoil.helpdesk.MailVerdict;
import io.counterfoil.helpdesk.StoredMails;
import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.MailOrigin;
import io.counterfoil.mail.RemoteContent;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Mails that arrive. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}")
class MessageController {
    private static final int LONGEST_QUESTION = 200;

    private final InboundMails mails;
    private final Intake intake;
    private final StoredMails stored;
    private final MailReplays replays;
    private final MailSearch search;

    MessageController(InboundMails mails, Intake intake, StoredMails stored, MailReplays replays, MailSearch search) {
        this.mails = mails;
        this.intake = intake;
        this.stored = stored;
        this.replays = replays;
        this.search = search;
    }

    @Operation(
            summary = "Takes a mail as a mail server's pipe delivers it: 201 once it is stored for good",
            description =
                    "The body is message/rfc822. After any other answer the mail may be sent again; the same mail is taken"
                            + " once, and answered DUPLICATE afterwards.",
            requestBody = @RequestBody(content = @Content(mediaType = "message/rfc822")))
    @PostMapping("/mailboxes/{mailbox}/messages")
    @Needs(Permission.DELIVER_MAIL)
    ResponseEntity<DeliveryAnswer> deliver(
            @PathVariable OrganizerCode organizer, @PathVariable String mailbox, HttpServletRequest request)
            throws IOException {
        byte[] raw = request.getInputStream().readNBytes(InboundMails.LARGEST + 1);
        if (raw.length > InboundMails.LARGEST) {
            throw Refusal.of(
                    ErrorKind.USER,
                    "too-large",
                    "the mail is too large (expected: at most " + InboundMails.LARGEST + " bytes)");
        }
        Intake.Received received = intake.receive(organizer, mailbox, raw, new MailOrigin.Push());
        DeliveryAnswer answer = DeliveryAnswer.of(received.mailId(), received.result());
        return ResponseEntity.status(201).body(answer);
    }

    @Operation(
            summary = "A mail as it is understood, read from its bytes anew",
            description = "Pictures from elsewhere are left out of its HTML unless remote is true.")
    @GetMapping("/messages/{id}")
    @Needs(Permission.SEE_PERSONAL_DATA)
    MessageAnswer get(
            @PathVariable OrganizerCode organizer,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean remote) {
        InboundMail mail = require(organizer, id);
        MailVerdict verdict = intake.verdict(organizer, mail.id()).orElse(null);
        RemoteContent pictures = remote ? RemoteContent.SHOWN : RemoteContent.BLOCKED;
        return MessageAnswer.of(mail, stored.read(organizer, mail.id(), pictures), verdict);
    }

    @Operation(summary = "A mail's bytes as they came")
    @GetMapping("/messages/{id}/raw")
    @Needs(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> raw(@PathVariable OrganizerCode organizer, @PathVariable String id) {
        return file(mails.raw(organizer, id(id)), id + ".eml");
    }

    @Operation(summary = "A file of a mail, by its number, counted from 1")
    @GetMapping("/messages/{id}/attachments/{number}")
    @Needs(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> attachment(
            @PathVariable OrganizerCode organizer, @PathVariable String id, @PathVariable int number) {
        byte[] bytes = stored.file(organizer, id(id), number).orElseThrow(() -> Refusal.notFound("attachment", number));
        return file(bytes, "attachment-" + number);
    }

    @Operation(
            summary = "Mails that are in no case and say something, the newest first",
            description =
                    "q is words of English or French, as the list of cases takes them: subjects, senders, texts and names of files of"
                            + " mails that are held, ignored or failed. What is in a case is found by the list of cases.")
    @GetMapping("/messages")
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<FoundAnswer> find(
            @PathVariable OrganizerCode organizer,
            @RequestParam String q,
            @RequestParam(defaultValue = "100") int limit) {
        if (q.isBlank() || q.length() > LONGEST_QUESTION || q.indexOf('\0') >= 0) {
            throw Refusal.invalid("q", q, "1 to " + LONGEST_QUESTION + " characters");
        }
        int most = new ListQuery(limit, null).most();
        return Page.of(
                search.find(organizer, q, most), most, mail -> mail.mailId().toString(), FoundAnswer::of);
    }

    /** @param caseNumber the case that it stands beside; null: none */
    record FoundAnswer(
            String messageId,
            MailSearch.Kind kind,
            String subject,
            String from,
            Instant at,
            @Nullable Long caseNumber) {
        static FoundAnswer of(MailSearch.Found found) {
            return new FoundAnswer(
                    found.mailId().toString(),
                    found.kind(),
                    found.subject(),
                    found.from(),
                    found.at(),
                    DeliveryAnswer.number(found.beside()));
        }
    }

    @Operation(summary = "Mails that broke a stage of taking them, in their order")
    @GetMapping("/messages/failed")
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<FailedAnswer> failed(@PathVariable OrganizerCode organizer, @ParameterObject ListQuery query) {
        int limit = query.most();
        List<InboundMail> found = mails.failed(organizer, Optional.ofNullable(query.afterId()), limit + 1);
        return Page.of(found, limit, mail -> mail.id().toString(), FailedAnswer::of);
    }

    /**
     * A mail that broke a stage.
     *
     * @param stage where taking it broke
     * @param subject null: it could not be read
     * @param from name or address of its sender; null: it could not be read
     */
    record FailedAnswer(
            String id,
            String mailbox,
            String storedAt,
            @Nullable String stage,
            @Nullable String error,
            @Nullable String subject,
            @Nullable String from) {
        static FailedAnswer of(InboundMail mail) {
            return new FailedAnswer(
                    mail.id().toString(),
                    mail.mailbox(),
                    mail.storedAt().toString(),
                    mail.stage(),
                    mail.error(),
                    mail.subject(),
                    mail.sender());
        }
    }

    @Operation(summary = "Mails that were ignored, the newest first: automatic replies, foreign bounces, loops")
    @GetMapping("/messages/ignored")
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<HeldMessageAnswer.Line> ignored(@PathVariable OrganizerCode organizer, @ParameterObject ListQuery query) {
        int limit = query.most();
        List<MailVerdict> found = intake.ignored(organizer, Optional.ofNullable(query.afterId()), limit + 1);
        return Page.of(found, limit, verdict -> verdict.mailId().toString(), HeldMessageAnswer.Line::of);
    }

    @Operation(
            summary = "Takes a mail again from its bytes",
            description =
                    "A mail that waits or broke a stage is taken now. One that was taken is read and decided about again, as of the"
                            + " moment when it was: nothing changes and nothing is sent, and differences says what would be otherwise.")
    @PostMapping("/messages/{id}/replay")
    @Needs(Permission.WORK_CASES)
    ReplayAnswer replay(@PathVariable OrganizerCode organizer, @PathVariable String id) {
        UUID mail = id(id);
        return ReplayAnswer.of(mail, replays.replay(organizer, mail));
    }

    private InboundMail require(OrganizerCode organizer, String id) {
        return mails.find(organizer, id(id)).orElseThrow(() -> Refusal.notFound("message", id));
    }

    /** Never shown by a browser as what it says that it is. */
    private static ResponseEntity<byte[]> file(byte[] bytes, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(bytes);
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.notFound("message", text);
        }
    }
}
