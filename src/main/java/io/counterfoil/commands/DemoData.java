package io.counterfoil.commands;

import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.CrowdPerson;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The demonstration's organizers, entered over the APIs as anybody would; entered again, nothing changes. */
final class DemoData {
    private static final int TICKETS_EACH = 1000;
    private static final String INTERFACE = "wallet";
    private static final List<Show> SHOWS = List.of(
            new Show("opera", "City Opera", "La Traviata", "Great House", FeedMode.EVERY_CHANGE),
            new Show("arena", "River Arena", "The Midnight Parade, live", "Arena", FeedMode.LAST_STATE));

    private final URI base;
    private final String token;
    private final String walletKey;
    private final List<CrowdPerson> people;

    /** @param base address of the running server, which has the built-in wallet too */
    DemoData(URI base, String token, String walletKey, List<CrowdPerson> people) {
        this.base = base;
        this.token = token;
        this.walletKey = walletKey;
        this.people = people;
    }

    private record Show(String organizer, String name, String event, String venue, FeedMode feed) {
        String ticketId(int number) {
            return "%s-%04d".formatted(organizer.toUpperCase(Locale.ROOT), number);
        }
    }

    /** Organizers, tickets in the back office and in the wallet, and the interfaces between them. */
    void prepare(WalletClients wallets) {
        try (ApiClient backOffice = new ApiClient(base, token);
                ApiClient wallet = new ApiClient(base, walletKey)) {
            for (Show show : SHOWS) {
                createOrganizer(backOffice, show);
                String path = ImportCommand.path(show.organizer());
                backOffice.send(
                        "POST",
                        path + "/tickets/import",
                        "application/x-ndjson",
                        BodyPublishers.ofString(tickets(show)));
                wallets.register(new OrganizerCode(show.organizer()), walletKey, show.feed());
                String url = "/wallet/" + show.organizer() + "/organizer/tickets";
                wallet.post(url, injection(show));
                backOffice.put(
                        path + "/interfaces/" + INTERFACE,
                        ApiClient.JSON
                                .createObjectNode()
                                .put("organization", show.organizer())
                                .put("url", base.resolve(url).toString())
                                .put("apiKey", walletKey)
                                .put("schedule", "PT5S"));
            }
        }
    }

    /** What to look at, ready to paste. */
    String greeting() {
        String opera = base + "/api/v1/organizers/opera";
        CrowdPerson someone = people.getFirst();
        return """

                Counterfoil is at %1$s

                Sign-ins
                  API, all rights:   token %2$s
                  Wallet:            %3$d people, such as %4$s; the demonstration's wallet shows their codes

                Ready to paste
                  TOKEN=%2$s
                  curl -H "Authorization: Bearer $TOKEN" %1$s/api/v1/organizers
                  curl -H "Authorization: Bearer $TOKEN" %5$s/tickets/OPERA-0001
                  curl -H "Authorization: Bearer $TOKEN" %5$s/tickets/OPERA-0001/distributions
                  curl -H "Authorization: Bearer $TOKEN" '%5$s/changes?limit=20'
                  curl -H 'Content-Type: application/json' -d '{"email":"%4$s"}' %1$s/wallet/spectator/codes
                  curl %1$s/actuator/health

                People now pass tickets on in the wallet. Each line below is a run that brought it home. Ctrl-C ends.
                """.formatted(base, token, people.size(), someone.email(), opera);
    }

    private static void createOrganizer(ApiClient backOffice, Show show) {
        try {
            backOffice.get(ImportCommand.path(show.organizer()));
        } catch (Refusal notYet) {
            backOffice.post(
                    "/api/v1/organizers",
                    ApiClient.JSON
                            .createObjectNode()
                            .put("code", show.organizer())
                            .put("name", show.name()));
        }
    }

    private CrowdPerson buyer(int number) {
        return people.get(number % people.size());
    }

    private String tickets(Show show) {
        StringBuilder lines = new StringBuilder();
        for (int number = 1; number <= TICKETS_EACH; number++) {
            CrowdPerson buyer = buyer(number);
            ObjectNode ticket = face(show, number)
                    .put("organization", show.organizer())
                    .put("barcode", barcode(show, number))
                    .put("state", "PRINTED");
            ticket.putObject("culturalContact")
                    .put("email", buyer.email())
                    .put("firstName", buyer.firstName())
                    .put("lastName", buyer.lastName());
            lines.append(ApiClient.JSON.writeValueAsString(ticket)).append('\n');
        }
        return lines.toString();
    }

    /** As the ticketing system would hand the tickets to the wallet. */
    private JsonNode injection(Show show) {
        ObjectNode body = ApiClient.JSON.createObjectNode();
        ArrayNode tickets = body.putArray("tickets");
        for (int number = 1; number <= TICKETS_EACH; number++) {
            ObjectNode ticket = face(show, number);
            ticket.putObject("security").put("barcode", barcode(show, number));
            ticket.putObject("spectatorDetails").put("email", buyer(number).email());
            tickets.add(ticket);
        }
        return body;
    }

    private static ObjectNode face(Show show, int number) {
        ObjectNode ticket = ApiClient.JSON
                .createObjectNode()
                .put("ticketId", show.ticketId(number))
                .put("taxNumber", Integer.toString(Math.abs(show.organizer().hashCode() % 900) * 100_000 + number))
                .put("seat", "Row " + (1 + (number - 1) / 25) + " Seat " + (1 + (number - 1) % 25));
        ticket.putObject("event")
                .put("eventId", show.organizer() + "-1")
                .put("name", show.event())
                .put("startsAt", "2030-06-14T18:30:00Z")
                .put("venue", show.venue());
        return ticket;
    }

    private static String barcode(Show show, int number) {
        return "%s%08d".formatted(show.organizer().substring(0, 1).toUpperCase(Locale.ROOT), number * 7919);
    }
}
