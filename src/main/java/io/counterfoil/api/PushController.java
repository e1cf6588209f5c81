package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.kernel.Told;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.push.PushSettings;
import io.counterfoil.push.Pushed;
import io.counterfoil.push.Pushes;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The functions that push tickets to a wallet, external-printing, push-cancelled and push-controlled: their settings, and the
 * tickets that they could not push. Their runs are asked for like all runs.
 */
@RestController
@RequestMapping("/api/v1/organizers/{organizer}/interfaces/{code}/functions/{function}")
class PushController {
    private final Pushes pushes;

    PushController(Pushes pushes) {
        this.pushes = pushes;
    }

    /**
     * Settings to be saved: an absent member keeps what is stored, null takes it away.
     *
     * @param batchSize tickets a call, 1 to 1000; null: the interface's
     * @param forceTickets ids of tickets that are sent once more after this saving, though they were pushed before
     * @param simulation nothing is sent, everything is reported
     * @param maxTransfers how often injected tickets may be transferred; null: as the wallet says
     * @param transferTimeout ISO 8601 duration in which a transfer of an injected ticket has to be accepted
     */
    record SettingsBody(
            Told<Integer> batchSize,
            Told<String> forceTickets,
            Told<String> skipTickets,
            Told<Boolean> simulation,
            Told<Integer> maxTransfers,
            Told<String> transferTimeout) {
        PushSettings after(PushSettings stored) {
            return new PushSettings(
                    batchSize.after(stored.batchSize()),
                    Objects.requireNonNullElse(forceTickets.after(stored.forceTickets()), ""),
                    Objects.requireNonNullElse(skipTickets.after(stored.skipTickets()), ""),
                    Boolean.TRUE.equals(simulation.after(stored.simulation())),
                    maxTransfers.after(stored.maxTransfers()),
                    transferTimeout.after(stored.transferTimeout()));
        }
    }

    record SettingsAnswer(
            @Nullable Integer batchSize,
            String forceTickets,
            String skipTickets,
            boolean simulation,
            @Nullable Integer maxTransfers,
            @Nullable String transferTimeout) {
        static SettingsAnswer of(PushSettings settings) {
            return new SettingsAnswer(
                    settings.batchSize(),
                    settings.forceTickets(),
                    settings.skipTickets(),
                    settings.simulation(),
                    settings.maxTransfers(),
                    settings.transferTimeout());
        }
    }

    /**
     * A ticket that could not be pushed.
     *
     * @param state that was to be pushed, reached at {@code stateChangedAt}
     * @param reason the wallet's words, or ours
     * @param at when it was tried last
     */
    record BadTicket(
            String ticketId,
            String state,
            Instant stateChangedAt,
            Pushed.Outcome outcome,
            @Nullable String reason,
            Instant at) {
        static BadTicket of(Pushed pushed) {
            return new BadTicket(
                    pushed.ticket().value(),
                    pushed.state(),
                    pushed.stateChangedAt(),
                    pushed.outcome(),
                    pushed.reason(),
                    pushed.at());
        }
    }

    record SkipBody(@Nullable List<String> ticketIds) {}

    @Operation(summary = "The settings of a push function")
    @GetMapping("/settings")
    @Needs(Permission.READ)
    SettingsAnswer settings(
            @PathVariable OrganizerCode organizer, @PathVariable String code, @PathVariable String function) {
        return SettingsAnswer.of(pushes.settings(organizer, code, function(function)));
    }

    @Operation(
            summary = "Saves the settings of a push function",
            description = "A force list counts once for each saving, also of the same list.")
    @PutMapping("/settings")
    @Needs(Permission.SET_UP_INTERFACES)
    SettingsAnswer save(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @RequestBody SettingsBody body,
            Access access) {
        boolean force = !(body.forceTickets() instanceof Told.Nothing);
        return SettingsAnswer.of(
                pushes.change(organizer, code, function(function), body::after, force, access.actor()));
    }

    @Operation(
            summary = "Tickets that the function could not push and still should, in ticket-id order",
            description = "They are tried again with every run, until they are mended, or skipped.")
    @GetMapping("/bad-tickets")
    @Needs(Permission.READ)
    Page<BadTicket> bad(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @ParameterObject ListQuery query) {
        int limit = query.most();
        return Page.of(
                pushes.bad(organizer, code, function(function), query.afterText(), limit + 1),
                limit,
                pushed -> pushed.ticket().value(),
                BadTicket::of);
    }

    @Operation(
            summary = "Puts tickets on the function's own skip list: they leave the list of bad ones with "
                    + "its next run")
    @PostMapping("/bad-tickets/skip")
    @Needs(Permission.REPLAY)
    SettingsAnswer skip(
            @PathVariable OrganizerCode organizer,
            @PathVariable String code,
            @PathVariable String function,
            @RequestBody SkipBody body,
            Access access) {
        List<TicketId> tickets = TicketIds.checked(body.ticketIds() == null ? List.of() : body.ticketIds());
        return SettingsAnswer.of(pushes.skip(organizer, code, function(function), tickets, access.actor()));
    }

    private static InterfaceFunction function(String code) {
        return InterfaceFunction.find(code).orElseThrow(() -> Refusal.notFound("function", code));
    }
}
