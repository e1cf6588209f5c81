package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.helpdesk.BlockedSenders;
import io.counterfoil.helpdesk.BlockedSenders.Blocked;
import io.counterfoil.kernel.OrganizerCode;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Senders whose mails are held whatever they say. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/blocked-senders")
class BlockedSenderController {
    private final BlockedSenders blocked;

    BlockedSenderController(BlockedSenders blocked) {
        this.blocked = blocked;
    }

    /** @param address an address, or a domain for all addresses there */
    record BlockBody(@Nullable String address) {}

    @Operation(summary = "Blocked senders, all on one page")
    @GetMapping
    @Needs(Permission.SEE_PERSONAL_DATA)
    Page<Blocked> list(@PathVariable OrganizerCode organizer) {
        return new Page<>(blocked.list(organizer), null);
    }

    @Operation(summary = "Blocks an address, or all of a domain: its mails are held from then on")
    @PostMapping
    @Needs(Permission.WORK_CASES)
    ResponseEntity<Void> block(@PathVariable OrganizerCode organizer, @RequestBody BlockBody body, Access access) {
        blocked.block(organizer, body.address() == null ? "" : body.address(), access.actor());
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Takes a block back")
    @DeleteMapping
    @Needs(Permission.WORK_CASES)
    ResponseEntity<Void> unblock(@PathVariable OrganizerCode organizer, @RequestParam String address, Access access) {
        blocked.unblock(organizer, address, access.actor());
        return ResponseEntity.noContent().build();
    }
}
