package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.CaseFiles;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.mail.OutgoingFile;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Files that agents put beside what they wrote, as downloads with which a browser can do nothing else. */
@Controller
class CaseFilePages {
    private final CaseFiles files;

    CaseFilePages(CaseFiles files) {
        this.files = files;
    }

    @GetMapping("/o/{organizer}/entries/{entry}/files/{number}")
    @PageNeeds(Permission.SEE_PERSONAL_DATA)
    ResponseEntity<byte[]> file(
            @PathVariable OrganizerCode organizer, @PathVariable UUID entry, @PathVariable int number) {
        OutgoingFile file = files.find(organizer, entry, number).orElseThrow(() -> Refusal.notFound("file", number));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, MailPages.disposition("attachment", file.filename()))
                .header("Content-Security-Policy", MailPages.FILE_POLICY)
                .body(file.content());
    }
}
