package io.counterfoil.commands;

import io.counterfoil.kernel.ErrorKind;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.InterfaceFunction;
import io.counterfoil.wallet.CrowdPerson;
import io.counterfoil.wallet.FeedMode;
import io.counterfoil.wallet.WalletClients;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The demonstration's organizers, entered over the APIs as anybody would; entered again, nothing changes. */
final class DemoData {
    private static final int TICKETS_EACH = 1000;
    private static final int CHANGES_A_PAGE = 1000;
    private static final String INTERFACE = "wallet";
    private static final String NOT_PRINTED = "NOT_PRINTED";
    private static final String EVERY = "PT5S";
    /** A run that a killed demo had begun is taken over within half a minute. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        String lastTicket() {
            return ticketId(TICKETS_EACH);
        }

        String ticketId(int number) {
            return "%s-%04d".formatted(organizer.toUpperCase(Locale.ROOT), number);
        }
    }

    /**
     * Organizers, tickets, and interfaces that bring the tickets into the wallet. Whatever a start that was cut off has left
     * undone is done now.
     */
    void prepare(WalletClients wallets) throws InterruptedException {
        try (ApiClient backOffice = new ApiClient(base, token)) {
            for (Show show : SHOWS) {
                String path = ImportCommand.path(show.organizer());
                if (!isThere(backOffice, path)) {
                    createOrganizer(backOffice, show);
                }
                if (!isThere(backOffice, path + "/tickets/" + show.lastTicket())) {
                    backOffice.send(
                            "POST",
                            path + "/tickets/import",
                            "application/x-ndjson",
                            BodyPublishers.ofString(tickets(show)));
                }
                wallets.register(new OrganizerCode(show.organizer()), walletKey, show.feed());
                String link = path + "/interfaces/" + INTERFACE;
                // the port may be another one than at the former start
                backOffice.put(link, isThere(backOffice, link) ? address(show) : link(show));
            }
            for (Show show : SHOWS) {
                awaitPrinted(backOffice, show);
            }
        }
    }

    private ObjectNode address(Show show) {
        return ApiClient.JSON
                .createObjectNode()
                .put(
                        "url",
                        base.resolve("/wallet/" + show.organizer() + "/organizer/tickets")
                                .toString());
    }

    /** Both ways every few seconds: printed tickets go out, what happened to them comes back. */
    private ObjectNode link(Show show) {
        ObjectNode link = address(show).put("organization", show.organizer()).put("apiKey", walletKey);
        link.putObject("schedules")
                .put(InterfaceFunction.RETRIEVE_TICKET_STATUS.code(), EVERY)
                .put(InterfaceFunction.EXTERNAL_PRINTING.code(), EVERY);
        return link;
    }

    /** Tickets are printed in the order of their ids, so after the last one all are in the wallet. */
    private static void awaitPrinted(ApiClient backOffice, Show show) throws InterruptedException {
        String last = ImportCommand.path(show.organizer()) + "/tickets/" + show.lastTicket();
        Instant end = Instant.now().plus(PATIENCE);
        while (backOffice.get(last).body().path("state").asString("").equals(NOT_PRINTED)) {
            if (Instant.now().isAfter(end)) {
                throw Refusal.of(
                        ErrorKind.INTERNAL,
                        "demo",
                        "the tickets of " + show.organizer() + " did not reach the wallet within "
                                + PATIENCE.toMinutes()
                                + " minutes (expected: its function external-printing runs; the lines above say more)");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static boolean isThere(ApiClient backOffice, String path) {
        try {
            backOffice.get(path);
            return true;
        } catch (Refusal notYet) {
            return false;
        }
    }

    static List<OrganizerCode> organizers() {
        return SHOWS.stream().map(show -> new OrganizerCode(show.organizer())).toList();
    }

    /** What to look at, ready to paste. */
    String greeting(String users) {
        String opera = base + "/api/v1/organizers/opera";
        CrowdPerson someone = people.getFirst();
        return """

                Counterfoil is at %1$s

                Sign-ins
                  %7$s
                  API, all rights:   token %2$s
                  Phone page:        %1$s/wallet/app
                                     %3$d people, such as %4$s; the demonstration shows their codes
                  Help desk:         sign in as agent, then "Cases": a week of mails. Mails that go out are taken by
                                     the demonstration itself and reach nobody

                Ready to paste
                  TOKEN=%2$s
                  curl -H "Authorization: Bearer $TOKEN" %1$s/api/v1/organizers
                  curl -H "Authorization: Bearer $TOKEN" %5$s/tickets/OPERA-0001
                  curl -H "Authorization: Bearer $TOKEN" %5$s/tickets/OPERA-0001/distributions
                  curl -H "Authorization: Bearer $TOKEN" %5$s/interfaces/wallet/functions/retrieve-ticket-status/runs?limit=3
                  curl -H "Authorization: Bearer $TOKEN" '%5$s/changes?after=%6$s'
                  curl -H 'Content-Type: application/json' -d '{"email":"%4$s"}' %1$s/wallet/spectator/codes
                  curl %1$s/actuator/health
                  curl -H "Authorization: Bearer $TOKEN" %5$s/cases
                  printf 'From: %4$s\\nSubject: Hello\\n\\nWhere is OPERA-0060?\\n' | curl -H "Authorization: Bearer $TOKEN" \\
                    -H 'Content-Type: message/rfc822' --data-binary @- %5$s/mailboxes/help/messages

                People now pass tickets on in the wallet and write to the help desk. Each line below is a run that brought
                changes home, or a mail. Ctrl-C ends.
                """.formatted(base, token, people.size(), someone.email(), opera, lastChange(), users);
    }

    /** Where the first organizer's journal ends now. */
    private String lastChange() {
        String changes =
                ImportCommand.path(SHOWS.getFirst().organizer()) + "/changes?limit=" + CHANGES_A_PAGE + "&after=";
        String last = "0";
        JsonNode items;
        try (ApiClient backOffice = new ApiClient(base, token)) {
            do {
                items = backOffice.get(changes + last).body().path("items");
                last = items.path(items.size() - 1).path("seq").asString(last);
            } while (items.size() == CHANGES_A_PAGE);
        }
        return last;
    }

    private static void createOrganizer(ApiClient backOffice, Show show) {
        backOffice.post(
                "/api/v1/organizers",
                ApiClient.JSON.createObjectNode().put("code", show.organizer()).put("name", show.name()));
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
                    .put("state", NOT_PRINTED);
            ticket.putObject("culturalContact")
                    .put("email", buyer.email())
                    .put("firstName", buyer.firstName())
                    .put("lastName", buyer.lastName());
            lines.append(ApiClient.JSON.writeValueAsString(ticket)).append('\n');
        }
        return lines.toString();
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
                .put("startsAt", "2030-06-14T20:30:00+02:00")
                .put("venue", show.venue());
        return ticket;
    }

    private static String barcode(Show show, int number) {
        return "%s%08d".formatted(show.organizer().substring(0, 1).toUpperCase(Locale.ROOT), number * 7919);
    }
}
