package io.counterfoil.wallet;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;

/** The organizer API, as the wallet contract has it, and where to send wake-up calls. */
final class OrganizerRoutes {
    private static final String BASE = "/wallet/{organizer}/organizer/tickets";
    /** 1000 tickets with long names, in bytes. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final WalletWire wire;
    private final WalletClients clients;
    private final OrganizerDesk desk;
    private final DiffFeed diff;

    OrganizerRoutes(WalletWire wire, WalletClients clients, OrganizerDesk desk, DiffFeed diff) {
        this.wire = wire;
        this.clients = clients;
        this.desk = desk;
        this.diff = diff;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(BASE + "/diff", call(this::diff))
                .POST(BASE, tickets(desk::inject))
                .POST(BASE + "/invalidations", tickets(desk::invalidate))
                .POST(BASE + "/controls", tickets(desk::control))
                .POST(BASE + "/reassignments", tickets(desk::reassign))
                .POST(BASE + "/transfers/cancel", tickets(desk::cancel))
                .POST(BASE + "/transfers/resend", tickets(desk::resend))
                .POST(BASE + "/transfers/recipient", tickets(desk::correctRecipient))
                .GET(BASE + "/wake-up", call(this::wakeUp))
                .PUT(BASE + "/wake-up", call(this::wakeAt))
                .DELETE(BASE + "/wake-up", call(this::wakeNoMore))
                .build();
    }

    private ServerResponse diff(ServerRequest request, WalletClients.Client client) {
        int limit = WalletWire.number(request, "limit", 1000, DiffFeed.MOST);
        DiffFeed.Page page =
                diff.after(client.organizer(), request.param("paginationKey").orElse(null), limit);
        return wire.answer(request, HttpStatus.OK, "application/json", page.json());
    }

    private ServerResponse wakeUp(ServerRequest request, WalletClients.Client client) {
        return wire.answer(
                request, HttpStatus.OK, new WakeUp(clients.wakeUrl(client).orElse("")));
    }

    private ServerResponse wakeAt(ServerRequest request, WalletClients.Client client) throws Exception {
        JsonNode body = wire.body(request, 64 * 1024);
        clients.wakeAt(client, Input.required(body, "url", 2000), Input.required(body, "secret", 200));
        return wakeUp(request, client);
    }

    private ServerResponse wakeNoMore(ServerRequest request, WalletClients.Client client) {
        clients.wakeNoMore(client);
        return ServerResponse.noContent().build();
    }

    private HandlerFunction<ServerResponse> tickets(Bulk bulk) {
        return call((request, client) -> {
            JsonNode body = wire.body(request, MOST_BYTES);
            return wire.answer(request, HttpStatus.OK, Map.of("results", bulk.results(client.organizer(), body)));
        });
    }

    private HandlerFunction<ServerResponse> call(Call call) {
        return request -> wire.guarded(request, asked -> call.answer(asked, client(asked)));
    }

    /** Whoever calls, when he may work as the organizer in the path. */
    private WalletClients.Client client(ServerRequest request) {
        OrganizerCode organizer = new OrganizerCode(request.pathVariable("organizer"));
        String key = WalletWire.bearer(request)
                .orElseThrow(() -> WalletWire.unauthorized("Authorization: Bearer and an API key of this wallet"));
        List<WalletClients.Client> holders = clients.holders(key);
        if (holders.isEmpty()) {
            throw WalletWire.unauthorized("an API key of this wallet");
        }
        return holders.stream()
                .filter(holder -> holder.organizer().equals(organizer))
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        ErrorKind.USER, "forbidden", "the API key does not belong to organizer " + organizer));
    }

    /** Where wake-up calls go; empty: nowhere. The secret is never answered. */
    private record WakeUp(String url) {}

    private interface Call {
        ServerResponse answer(ServerRequest request, WalletClients.Client client) throws Exception;
    }

    private interface Bulk {
        List<OrganizerDesk.Result> results(OrganizerCode organizer, JsonNode body);
    }
}
