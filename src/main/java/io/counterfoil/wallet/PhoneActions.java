package io.counterfoil.wallet;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.PhoneSession.Person;
import io.counterfoil.wallet.PhoneView.Page;
import io.counterfoil.wallet.SpectatorDesk.Done;
import io.counterfoil.wallet.Verdict.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a spectator does with a button of the phone page: done, he is led to what it came to; refused, the page says why and
 * has kept what he typed.
 */
final class PhoneActions {
    /** After these the ticket is no longer the spectator's. */
    private static final Set<String> PARTING = Set.of("return", "remove");
    /** The field that may be unusable, as the last part of {@code phone.no.…}. */
    private static final Map<String, String> FIELDS = Map.of("transfer", "email", "assign", "holder");

    private final SpectatorDesk desk;
    private final PhonePages pages;
    private final PhoneView view;

    PhoneActions(SpectatorDesk desk, PhonePages pages, PhoneView view) {
        this.desk = desk;
        this.pages = pages;
        this.view = view;
    }

    ServerResponse onTicket(ServerRequest request, Person person) {
        String action = request.pathVariable("action");
        String organizer = PhonePages.param(request, "organizer");
        String ticketId = PhonePages.param(request, "ticket");
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("organizer", organizer)
                .put("ticketId", ticketId);
        try {
            Done done = act(action, person, body, request);
            if (done.verdict() instanceof Rejected(String type, String reason)) {
                return refused(request, person, pages.ticket(request, person), HttpStatus.CONFLICT, type);
            }
        } catch (Refusal unusable) {
            String field = FIELDS.get(action);
            if (field == null || !"invalid-input".equals(unusable.type())) {
                throw unusable;
            }
            return refused(request, person, pages.ticket(request, person), HttpStatus.BAD_REQUEST, field);
        }
        String next = PARTING.contains(action) ? PhoneSession.PATH : PhonePages.address(organizer, ticketId);
        return PhoneView.go(request, done(next, action), List.of());
    }

    ServerResponse onTransfer(ServerRequest request, Person person) {
        String action = request.pathVariable("action");
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("organizer", PhonePages.param(request, "organizer"))
                .put("transferId", PhonePages.param(request, "transfer"));
        Done done = switch (action) {
            case "accept" -> desk.accept(person.id(), body);
            case "reject" -> desk.reject(person.id(), body);
            case "cancel" -> desk.cancel(person.id(), body);
            default -> throw Refusal.notFound("action", action);
        };
        if (done.verdict() instanceof Rejected(String type, String reason)) {
            return refused(request, person, pages.transfers(request, person), HttpStatus.CONFLICT, type);
        }
        String next = "accept".equals(action) ? PhoneSession.PATH : PhonePages.TRANSFERS;
        return PhoneView.go(request, done(next, action), List.of());
    }

    private Done act(String action, Person person, ObjectNode body, ServerRequest request) {
        return switch (action) {
            case "download" -> desk.download(person.id(), body);
            case "activate" -> desk.activate(person.id(), body);
            case "deactivate" -> desk.deactivate(person.id(), body);
            case "assign" ->
                desk.assign(
                        person.id(),
                        body.put("firstName", typed(request, "firstName")).put("lastName", typed(request, "lastName")));
            case "transfer" -> desk.transfer(person.id(), body.put("email", typed(request, "email")));
            case "return" -> desk.giveBack(person.id(), body);
            case "remove" -> desk.confirmDeletion(person.id(), body);
            default -> throw Refusal.notFound("action", action);
        };
    }

    private ServerResponse refused(ServerRequest request, Person person, Page page, HttpStatus how, String why) {
        Map<String, Object> model = new HashMap<>(page.model());
        for (String field : List.of("email", "firstName", "lastName")) {
            request.param(field).ifPresent(text -> model.put(field, text));
        }
        return view.show(
                request, person, Page.of(page.template(), page.self(), model).refused(how, why));
    }

    private static String typed(ServerRequest request, String field) {
        return request.param(field).orElse("");
    }

    private static String done(String path, String action) {
        return UriComponentsBuilder.fromUriString(path)
                .queryParam("done", action)
                .build(true)
                .toUriString();
    }
}
