package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.Intake;
import io.counterfoil.helpdesk.MailReplays;
import io.counterfoil.helpdesk.Replay;
import io.counterfoil.helpdesk.StoredMails;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.Attachment;
import io.counterfoil.mail.InboundMail;
import io.counterfoil.mail.InboundMails;
import io.counterfoil.mail.RemoteContent;
import io.counterfoil.mail.UnderstoodMail;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A mail that arrived: how it was understood, what it looks like, its files and its bytes. What a stranger wrote is answered so that
 * a browser can do nothing with it: his HTML in a document of its own without scripts, his files as downloads.
 */
@Controller
@RequestMapping("/o/{organizer}/mails")
class MailPages {
    /** No script, no form, no frame; the pictures of the mail itself come from here. */
    private static final String VIEW_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; "
                    + "frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox; img-src 'self' data:";

    /** Of files that strangers sent, and of any others. */
    static final String FILE_POLICY = "default-src 'none'; sandbox";
    /** Shown within a mail's view; drawings with scripts in them (SVG) are not among them. */
    private static final Set<String> PICTURES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp");

    private final InboundMails mails;
    private final StoredMails stored;
    private final Intake intake;
    private final MailReplays replays;

    MailPages(InboundMails mails, StoredMails stored, Intake intake, MailReplays replays) {
        this.mails = mails;
        this.stored = stored;
        this.intake = intake;
        this.replays = replays;
    }

    @GetMapping("/{id}")
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    String one(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean pictures,
            @RequestParam(defaultValue = "false") boolean again,
            @RequestAttribute Formats fmt,
            Model model) {
        InboundMail mail = mails.find(organizer, id).orElseThrow(() -> Refusal.notFound("mail", id));
        UnderstoodMail understood = stored.read(organizer, id, RemoteContent.BLOCKED);
        model.addAttribute("mail", mail);
        model.addAttribute("read", understood);
        model.addAttribute("verdict", intake.verdict(organizer, id).orElse(null));
        model.addAttribute(
                "evidence",
                intake.verdict(organizer, id)
                        .map(verdict -> CaseLines.words(verdict.evidence(), fmt))
                        .orElse(null));
        model.addAttribute("pictures", pictures);
        if (again && mail.state() == InboundMail.State.TAKEN) {
            model.addAttribute("again", ReplayLines.of(replays.replay(organizer, id), fmt));
        }
        return "backoffice/mail";
    }

    /** What the mail looks like, for a frame of its own. */
    @GetMapping("/{id}/view")
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> view(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean pictures) {
        UnderstoodMail read = stored.read(organizer, id, pictures ? RemoteContent.SHOWN : RemoteContent.BLOCKED);
        // links of a mail open elsewhere, and say nothing of where they were followed
        String page =
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">"
                        + "<base target=\"_blank\"><title>Mail</title></head>"
                        + "<body style=\"margin:8px;background:#fff;color:#111;font:15px/1.5 sans-serif;overflow-wrap:anywhere\">"
                        + read.content().html() + "</body></html>";
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "html", StandardCharsets.UTF_8))
                .header("Content-Security-Policy", pictures ? VIEW_POLICY + " https: http:" : VIEW_POLICY)
                .header("Referrer-Policy", "no-referrer")
                .cacheControl(CacheControl.noStore())
                .body(page.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of the mail: a download, or a picture within its view, which finds it beside itself. */
    @GetMapping("/{id}/attachments/{number}")
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> file(
            @PathVariable OrganizerCode organizer, @PathVariable UUID id, @PathVariable int number) {
        Attachment file = stored.read(organizer, id, RemoteContent.BLOCKED).attachments().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("file", number));
        byte[] bytes = stored.file(organizer, id, number).orElseThrow(() -> Refusal.notFound("file", number));
        boolean picture = PICTURES.contains(file.contentType()) && file.inline();
        return ResponseEntity.ok()
                .contentType(
                        picture ? MediaType.parseMediaType(file.contentType()) : MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition(picture ? "inline" : "attachment", file.filename()))
                .header("Content-Security-Policy", FILE_POLICY)
                .body(bytes);
    }

    /** The bytes as they came. */
    @GetMapping("/{id}/raw")
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> raw(@PathVariable OrganizerCode organizer, @PathVariable UUID id) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition("attachment", "mail-" + id + ".eml"))
                .header("Content-Security-Policy", FILE_POLICY)
                .body(mails.raw(organizer, id));
    }

    /** Takes a mail again from its bytes; of one that was taken it is shown what would be otherwise. */
    @PostMapping("/{id}/replay")
    @PageNeeds(Permission.WORK_CASES)
    String replay(
            @PathVariable OrganizerCode organizer,
            @PathVariable UUID id,
            @RequestAttribute Formats fmt,
            RedirectAttributes after) {
        String page = "redirect:/o/" + organizer + "/mails/" + id;
        return switch (replays.replay(organizer, id)) {
            case Replay.Compared compared -> page + "?again=true";
            case Replay.Taken(Intake.Result result) -> {
                switch (result) {
                    case Intake.Decided done ->
                        after.addFlashAttribute(
                                "done", fmt.word("mail.outcome", done.verdict().outcome()));
                    case Intake.Broken broken ->
                        after.addFlashAttribute("problem", fmt.text("mail.broken", broken.stage()));
                }
                yield page;
            }
        };
    }

    static String disposition(String kind, String filename) {
        return ContentDisposition.builder(kind)
                .filename(filename, StandardCharsets.UTF_8)
                .build()
                .toString();
    }
}
