package io.counterfoil.wallet;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.wallet.PhoneSession.Person;
import io.counterfoil.wallet.PhoneView.Page;
import io.counterfoil.wallet.SpectatorStore.TicketView;
import io.counterfoil.wallet.SpectatorStore.TransferView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** What the phone page shows of a spectator's tickets and transfers. */
final class PhonePages {
    static final String TICKET = PhoneSession.PATH + "/ticket";
    static final String TRANSFERS = PhoneSession.PATH + "/transfers";
    static final String HISTORY = PhoneSession.PATH + "/history";

    private static final int TICKETS_A_PAGE = 50;
    private static final int TRANSFERS_A_PAGE = 50;
    private static final int MOST_OPEN = 500;
    /** An organizer's code and a ticket's id. */
    private static final int LONGEST_PLACE = 300;

    /** What an address may say was done; there is a text {@code phone.done.…} for each. */
    private static final Set<String> DONE = Set.of(
            "download",
            "assign",
            "activate",
            "deactivate",
            "transfer",
            "return",
            "remove",
            "accept",
            "reject",
            "cancel",
            "gone",
            "you");

    private final SpectatorDesk desk;
    private final ProfileDesk profiles;
    private final Wallet wallet;

    PhonePages(SpectatorDesk desk, ProfileDesk profiles, Wallet wallet) {
        this.desk = desk;
        this.profiles = profiles;
        this.wallet = wallet;
    }

    Page tickets(ServerRequest request, Person person) {
        // an organizer's code has no slash, so the first one parts it from the ticket id
        String[] after = place(request, "after").split("/", 2);
        List<TicketView> found = desk.tickets(person.id(), after[0], after.length < 2 ? "" : after[1], TICKETS_A_PAGE);
        List<PhoneTicket> shown =
                found.stream().map(ticket -> PhoneTicket.of(ticket, null)).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("tickets", shown);
        model.put("kept", shown.stream().filter(PhoneTicket::isKept).toList());
        model.put("offers", open(person).stream().filter(one -> !one.outgoing()).toList());
        model.put("nameless", isNameless(person));
        done(request, model);
        if (found.size() == TICKETS_A_PAGE) {
            TicketView last = found.getLast();
            model.put("next", last.organizer() + "/" + last.ticketId());
        }
        return Page.of("tickets", PhoneSession.PATH, model).kept(after.length < 2);
    }

    Page ticket(ServerRequest request, Person person) {
        return ticket(request, person, param(request, "organizer"), param(request, "ticket"));
    }

    /** @throws Refusal when it is not his, or is no more */
    Page ticket(ServerRequest request, Person person, String organizerCode, String ticketId) {
        OrganizerCode organizer = new OrganizerCode(organizerCode);
        String known = TicketId.parse(ticketId)
                .orElseThrow(() -> Refusal.notFound("ticket", ticketId))
                .value();
        TicketView found = desk.ticket(person.id(), organizer, known);
        PhoneTicket ticket = PhoneTicket.of(
                found, desk.code(person.id(), organizer, ticketId).orElse(null));
        Map<String, Object> model = new HashMap<>();
        model.put("one", ticket);
        if (found.openTransfer() != null) {
            open(person).stream()
                    .filter(each -> each.transfer().transferId().equals(found.openTransfer()))
                    .findFirst()
                    .ifPresent(each -> model.put("leaving", each));
        }
        done(request, model);
        return Page.of("ticket", address(organizer.value(), ticketId), model).kept(ticket.isKept());
    }

    Page transfers(ServerRequest request, Person person) {
        List<PhoneTransfer> open = open(person);
        Map<String, Object> model = new HashMap<>();
        model.put("incoming", open.stream().filter(one -> !one.outgoing()).toList());
        model.put("outgoing", open.stream().filter(PhoneTransfer::outgoing).toList());
        model.put("nameless", isNameless(person));
        done(request, model);
        return Page.of("transfers", TRANSFERS, model);
    }

    Page history(ServerRequest request, Person person) {
        String before = place(request, "before");
        List<TransferView> found = desk.history(person.id(), before.isEmpty() ? null : before, TRANSFERS_A_PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("transfers", seen(found, person));
        if (found.size() == TRANSFERS_A_PAGE) {
            model.put("next", found.getLast().transferId());
        }
        return Page.of("history", HISTORY, model);
    }

    /** Where a ticket's page is, whatever characters its id has. */
    static String address(String organizer, String ticketId) {
        return UriComponentsBuilder.fromPath(TICKET)
                .queryParam("organizer", "{organizer}")
                .queryParam("ticket", "{ticket}")
                .encode()
                .buildAndExpand(organizer, ticketId)
                .toUriString();
    }

    static String param(ServerRequest request, String name) {
        return request.param(name).orElseThrow(() -> Refusal.invalid(name, null, "the parameter " + name));
    }

    /** Where a list goes on; empty: it begins. */
    private static String place(ServerRequest request, String name) {
        String place = request.param(name).orElse("");
        if (place.length() > LONGEST_PLACE || place.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid(name, place, "what the former page's link says");
        }
        return place;
    }

    private boolean isNameless(Person person) {
        Profile profile = profiles.profile(person.id()).profile();
        return profile.firstName() == null && profile.lastName() == null;
    }

    private List<PhoneTransfer> open(Person person) {
        return seen(desk.pending(person.id(), MOST_OPEN), person);
    }

    private List<PhoneTransfer> seen(List<TransferView> transfers, Person person) {
        String address = profiles.profile(person.id()).email();
        Instant now = wallet.now();
        return transfers.stream()
                .map(transfer -> PhoneTransfer.of(transfer, address, now))
                .toList();
    }

    static void done(ServerRequest request, Map<String, Object> model) {
        request.param("done").filter(DONE::contains).ifPresent(done -> model.put("done", done));
    }
}
