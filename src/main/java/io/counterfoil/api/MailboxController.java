package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.helpdesk.IdTag;
import io.counterfoil.helpdesk.MailboxRetirement;
import io.counterfoil.helpdesk.MailboxTags;
import io.counterfoil.helpdesk.MailboxTags.MailboxTag;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.mail.ImapSettings;
import io.counterfoil.mail.Mailbox;
import io.counterfoil.mail.Mailboxes;
import io.counterfoil.mail.ServerSecret;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mailboxes and their ID tags. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/mailboxes")
class MailboxController {
    private final OrganizerTransactions transactions;
    private final Mailboxes mailboxes;
    private final MailboxTags tags;
    private final MailboxRetirement retirement;

    MailboxController(
            OrganizerTransactions transactions, Mailboxes mailboxes, MailboxTags tags, MailboxRetirement retirement) {
        this.transactions = transactions;
        this.mailboxes = mailboxes;
        this.tags = tags;
        this.retirement = retirement;
    }

    @Operation(summary = "Mailboxes, all on one page")
    @GetMapping
    @Needs(Permission.READ)
    Page<MailboxAnswer> list(@PathVariable OrganizerCode organizer) {
        return transactions.read(organizer, () -> {
            List<MailboxTag> all = tags.all(organizer);
            return new Page<>(
                    mailboxes.list(organizer).stream()
                            .map(mailbox -> answer(mailbox, all))
                            .toList(),
                    null);
        });
    }

    @Operation(summary = "A mailbox, without its secrets")
    @GetMapping("/{code}")
    @Needs(Permission.READ)
    MailboxAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String code) {
        return transactions.read(organizer, () -> answer(mailboxes.require(organizer, code), tags.all(organizer)));
    }

    @Operation(
            summary = "Makes or changes a mailbox and its ID tag",
            description =
                    "An absent member keeps what is stored. A tag that is not unambiguous is refused with the reason; "
                            + "the former one keeps matching.")
    @PutMapping("/{code}")
    @Needs(Permission.CONFIGURE)
    MailboxAnswer save(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestBody MailboxBody body,
            Access access) {
        return transactions.write(organizer, () -> {
            Mailbox before = mailboxes.find(organizer, code).orElse(null);
            ImapSettings reading = before == null ? null : before.imap();
            ServerSecret secret = mailboxes.imapSecret(organizer, code).orElse(null);
            Mailbox saved = mailboxes.save(organizer, code, body.change(reading, secret), access.actor());
            IdTag former = tags.present(organizer, code);
            tags.save(organizer, code, body.tag(former), access.actor());
            return answer(saved, tags.all(organizer));
        });
    }

    @Operation(
            summary = "Takes a mailbox out of use",
            description =
                    "Nothing arrives there any more and nobody can choose it; its mails and cases stay, its tags go on matching, and its"
                            + " cases are answered through the first mailbox that is left. The last one is refused as long as there are"
                            + " cases that are not closed. PUT has it used again.")
    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.CONFIGURE)
    void retire(@PathVariable OrganizerCode organizer, @PathVariable String code, Access access) {
        retirement.retire(organizer, code, access.actor());
    }

    private MailboxAnswer answer(Mailbox mailbox, List<MailboxTag> all) {
        return MailboxAnswer.of(
                mailbox,
                mailboxes.imapSecret(mailbox.organizer(), mailbox.code()).orElse(null),
                all);
    }
}
