package io.counterfoil.wallet;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.SpectatorStore.TicketView;
import io.counterfoil.wallet.SpectatorStore.TransferView;
import io.counterfoil.wallet.Verdict.Rejected;
import io.counterfoil.wallet.Verdict.Unchanged;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/**
 * The spectator API. Tickets and transfers are named in bodies and parameters, never in paths: a ticket id may hold any
 * printable character.
 */
final class SpectatorRoutes {
    private static final String BASE = "/wallet/spectator";
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_ITEMS = 500;

    private final WalletWire wire;
    private final SignIn signIn;
    private final SpectatorDesk desk;
    private final ProfileDesk profiles;

    SpectatorRoutes(WalletWire wire, SignIn signIn, SpectatorDesk desk, ProfileDesk profiles) {
        this.wire = wire;
        this.signIn = signIn;
        this.desk = desk;
        this.profiles = profiles;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST(BASE + "/codes", open(this::requestCode))
                .POST(BASE + "/sessions", open(this::exchangeCode))
                .DELETE(BASE + "/session", open(this::signOut))
                .GET(BASE + "/profile", signedIn((request, who) -> ok(request, profiles.profile(who))))
                .PUT(BASE + "/profile", saving(profiles::saveProfile))
                .GET(BASE + "/preference", signedIn(this::preference))
                .PUT(BASE + "/preference", saving(profiles::savePreference))
                .GET(BASE + "/tickets", signedIn(this::tickets))
                .GET(BASE + "/ticket", signedIn(this::ticket))
                .POST(BASE + "/tickets/download", acting(desk::download))
                .POST(BASE + "/tickets/assign", acting(desk::assign))
                .POST(BASE + "/tickets/activate", acting(desk::activate))
                .POST(BASE + "/tickets/deactivate", acting(desk::deactivate))
                .POST(BASE + "/tickets/transfer", acting(desk::transfer))
                .POST(BASE + "/tickets/return", acting(desk::giveBack))
                .POST(BASE + "/tickets/confirm-deletion", acting(desk::confirmDeletion))
                .GET(BASE + "/transfers", signedIn(this::pending))
                .POST(BASE + "/transfers/accept", acting(desk::accept))
                .POST(BASE + "/transfers/reject", acting(desk::reject))
                .POST(BASE + "/transfers/cancel", acting(desk::cancel))
                .GET(BASE + "/history", signedIn(this::history))
                .build();
    }

    private ServerResponse requestCode(ServerRequest request) throws Exception {
        JsonNode body = wire.body(request, MOST_BYTES);
        return wire.answer(
                request,
                HttpStatus.ACCEPTED,
                signIn.request(
                        Input.address(body, "email"),
                        PhoneReader.of(request.servletRequest()).locale()));
    }

    private ServerResponse exchangeCode(ServerRequest request) throws Exception {
        JsonNode body = wire.body(request, MOST_BYTES);
        return wire.answer(
                request,
                HttpStatus.CREATED,
                signIn.exchange(Input.address(body, "email"), Input.required(body, "code", 40)));
    }

    private ServerResponse signOut(ServerRequest request) {
        WalletWire.bearer(request).ifPresent(signIn::signOut);
        return ServerResponse.noContent().build();
    }

    private ServerResponse preference(ServerRequest request, UUID who) {
        return ok(request, profiles.preference(who, new OrganizerCode(param(request, "organizer"))));
    }

    private ServerResponse tickets(ServerRequest request, UUID who) {
        int limit = WalletWire.number(request, "limit", 100, MOST_ITEMS);
        // an organizer's code has no slash, so the first one parts it from the ticket id
        String[] after = request.param("after").orElse("").split("/", 2);
        List<TicketView> found = desk.tickets(who, after[0], after.length < 2 ? "" : after[1], limit);
        TicketView last = found.size() < limit ? null : found.getLast();
        return ok(request, new Items<>(found, last == null ? null : last.organizer() + "/" + last.ticketId()));
    }

    private ServerResponse ticket(ServerRequest request, UUID who) {
        OrganizerCode organizer = new OrganizerCode(param(request, "organizer"));
        return ok(request, desk.ticket(who, organizer, param(request, "ticketId")));
    }

    private ServerResponse pending(ServerRequest request, UUID who) {
        return ok(request, new Items<>(desk.pending(who, MOST_ITEMS), null));
    }

    private ServerResponse history(ServerRequest request, UUID who) {
        int limit = WalletWire.number(request, "limit", 100, MOST_ITEMS);
        List<TransferView> found = desk.history(who, request.param("after").orElse(null), limit);
        return ok(
                request,
                new Items<>(found, found.size() < limit ? null : found.getLast().transferId()));
    }

    private ServerResponse ok(ServerRequest request, Object value) {
        return wire.answer(request, HttpStatus.OK, value);
    }

    private static String param(ServerRequest request, String name) {
        return request.param(name).orElseThrow(() -> Refusal.invalid(name, null, "the parameter " + name));
    }

    private HandlerFunction<ServerResponse> open(HandlerFunction<ServerResponse> call) {
        return request -> wire.guarded(request, call);
    }

    private HandlerFunction<ServerResponse> signedIn(Call call) {
        return open(request -> call.answer(request, who(request)));
    }

    private HandlerFunction<ServerResponse> saving(Save save) {
        return signedIn((request, who) -> ok(request, save.save(who, wire.body(request, MOST_BYTES))));
    }

    private HandlerFunction<ServerResponse> acting(Action action) {
        return signedIn((request, who) -> {
            SpectatorDesk.Done done = action.act(who, wire.body(request, MOST_BYTES));
            if (done.verdict() instanceof Rejected(String type, String reason)) {
                throw Refusal.of(ErrorKind.USER, type, reason);
            }
            String outcome = done.verdict() instanceof Unchanged ? "UNCHANGED" : "ACCEPTED";
            return ok(request, new Outcome(outcome, done.transferId(), done.qrPayload()));
        });
    }

    private UUID who(ServerRequest request) {
        return WalletWire.bearer(request)
                .flatMap(signIn::account)
                .orElseThrow(() -> WalletWire.unauthorized("Authorization: Bearer and the token of a session"));
    }

    /** A page of a list; {@code next} goes into {@code after}, null at the end. */
    private record Items<T>(List<T> items, @Nullable String next) {}

    /** What came of an action. */
    private record Outcome(
            String outcome,
            @Nullable String transferId,
            @Nullable String qrPayload) {}

    private interface Call {
        ServerResponse answer(ServerRequest request, UUID who) throws Exception;
    }

    private interface Save {
        Object save(UUID who, JsonNode body);
    }

    private interface Action {
        SpectatorDesk.Done act(UUID who, JsonNode body);
    }
}
