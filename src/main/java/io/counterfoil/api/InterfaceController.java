package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.database.OrganizerTransactions;
import io.counterfoil.gateway.WalletAddresses;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.organizers.Interface;
import io.counterfoil.organizers.InterfaceChange;
import io.counterfoil.organizers.Interfaces;
import io.counterfoil.sync.SyncPositions;
import io.counterfoil.tickets.Tickets;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Interfaces to wallets. */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/interfaces")
class InterfaceController {
    private final OrganizerTransactions transactions;
    private final Interfaces interfaces;
    private final SyncPositions positions;
    private final Tickets tickets;
    private final WalletAddresses addresses;

    InterfaceController(
            OrganizerTransactions transactions,
            Interfaces interfaces,
            SyncPositions positions,
            Tickets tickets,
            WalletAddresses addresses) {
        this.transactions = transactions;
        this.interfaces = interfaces;
        this.positions = positions;
        this.tickets = tickets;
        this.addresses = addresses;
    }

    @Operation(summary = "Interfaces, all on one page")
    @GetMapping
    @Needs(Permission.READ)
    Page<InterfaceAnswer> list(@PathVariable OrganizerCode organizer) {
        return transactions.read(
                organizer,
                () -> new Page<>(
                        interfaces.list(organizer).stream()
                                .map(found -> answer(found, List.of()))
                                .toList(),
                        null));
    }

    @Operation(summary = "An interface, without its secrets")
    @GetMapping("/{code}")
    @Needs(Permission.READ)
    InterfaceAnswer get(@PathVariable OrganizerCode organizer, @PathVariable String code) {
        return transactions.read(organizer, () -> answer(interfaces.require(organizer, code), List.of()));
    }

    @Operation(
            summary = "Makes or changes an interface",
            description =
                    "An absent member keeps what is stored. To make one, and to change its url and secrets, needs the right"
                            + " CONFIGURE.")
    @PutMapping("/{code}")
    @Needs(Permission.SET_UP_INTERFACES)
    InterfaceAnswer save(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @RequestBody InterfaceBody body,
            Access access) {
        InterfaceChange change = body.change();
        List<String> warnings = warnings(organizer, code, body.url().orNull());
        return transactions.write(organizer, () -> {
            Interface stored = interfaces.find(organizer, code).orElse(null);
            if (!access.may(Permission.CONFIGURE) && change.leadsElsewhere(stored)) {
                throw new AccessDeniedException(
                        "to make an interface, or say where it leads, needs the right CONFIGURE");
            }
            Interface saved =
                    interfaces.save(organizer, code, change, names -> tickets.named(organizer, names), access.actor());
            body.key().ifPresent(key -> positions.reset(organizer, code, key, body.startsNewWallet(), access.actor()));
            return answer(saved, warnings);
        });
    }

    /** A URL that stays as it was is no reason to refuse the other members, whatever it means by now. */
    private List<String> warnings(OrganizerCode organizer, String code, @Nullable String url) {
        boolean stays = interfaces
                .find(organizer, code)
                .filter(stored -> stored.url().equals(url))
                .isPresent();
        return url == null || stays ? List.of() : addresses.check(url).stream().toList();
    }

    private InterfaceAnswer answer(Interface found, List<String> warnings) {
        return InterfaceAnswer.of(
                found, positions.find(found.organizer(), found.code()).paginationKey(), warnings);
    }
}
