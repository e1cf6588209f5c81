package io.counterfoil.api;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.Client.Answer;
import io.counterfoil.backoffice.TwoHouses;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks every route for what another organizer really has, with a token of one's own: in paths, in bodies and in questions. Whatever is
 * added later is asked too, and fails as long as nobody has said here what it could be asked for.
 */
@ApiServer
class ForeignIdsTest {
    private static final String OF_ORGANIZERS = "/api/v1/organizers/{organizer}";
    private static final String REASON = "{\"reason\":\"x\"}";
    private static final String NOTHING = "{}";

    /** What is sent, by method and route; one without an id in its path says here which ids it could be sent. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("POST /api/v1/organizers", "{\"code\":\"<ours>\",\"name\":\"x\"}"),
            entry("POST /api/v1/tokens", "{\"name\":\"x\",\"role\":\"VIEWER\",\"organizers\":[\"<organizer>\"]}"),
            entry(
                    "PUT /api/v1/users/{login}",
                    "{\"email\":\"x.<login>@ours.example\",\"roles\":{\"<ours>\":\"VIEWER\"}}"),
            entry("POST /blocked-senders", "{\"address\":\"<address>\"}"),
            entry(
                    "POST /cases",
                    "{\"subject\":\"x\",\"text\":\"x\",\"contactId\":\"<contact>\",\"mailbox\":\"<mailbox>\","
                            + "\"ticketIds\":[\"<ticket>\"]}"),
            entry(
                    "PATCH /cases/{number}",
                    "{\"priority\":\"HIGH\",\"supplier\":\"<supplier>\",\"assignee\":\"<login>\"}"),
            entry("POST /cases/{number}/replies", "{\"text\":\"x\",\"public\":false}"),
            entry("POST /cases/{number}/merge", "{\"into\":<case>}"),
            entry("POST /cases/{number}/split", "{\"entries\":[\"<entry>\"],\"subject\":\"x\"}"),
            entry("POST /cases/{number}/links", "{\"number\":<case>}"),
            entry("POST /cases/{number}/tickets", "{\"ticketIds\":[\"<ticket>\"]}"),
            entry("POST /cases/{number}/participants", "{\"email\":\"x@ours.example\"}"),
            entry("POST /contacts", "{\"lastName\":\"x\"}"),
            entry("POST /contacts/{id}/merge", "{\"into\":\"<contact>\"}"),
            entry("POST /held-messages/{id}/join", "{\"number\":<case>}"),
            entry("POST /held-messages/{id}/open", NOTHING),
            entry("POST /held-messages/{id}/discard", NOTHING),
            entry(
                    "PUT /interfaces/{code}",
                    "{\"organization\":\"opera\",\"url\":\"https://wallet.example/t\",\"schedule\":null}"),
            entry("PUT /interfaces/{code}/functions/{function}/settings", "{\"batchSize\":10}"),
            entry("POST /interfaces/{code}/functions/{function}/bad-tickets/skip", "{\"ticketIds\":[\"<ticket>\"]}"),
            entry("POST /interfaces/{code}/functions/{function}/runs", NOTHING),
            entry("POST /interfaces/{code}/functions/{function}/runs/{run}/stop", NOTHING),
            entry("POST /runs/{run}/stop", NOTHING),
            entry("PUT /mailboxes/{code}", "{\"address\":\"x@ours.example\",\"language\":\"en\",\"imap\":null}"),
            entry("POST /mailboxes/{code}/reading/preview", NOTHING),
            entry("POST /mailboxes/{mailbox}/messages", "From: a@b.example\r\n\r\nx"),
            entry("POST /messages/{id}/replay", NOTHING),
            entry("POST /out-of-step/apply", "{\"ticketIds\":[\"<ticket>\"]}"),
            entry("POST /skipped/apply", "{\"ticketIds\":[\"<ticket>\"]}"),
            entry("POST /quarantine/replay", NOTHING),
            entry("POST /quarantine/{id}/replay", NOTHING),
            entry("POST /quarantine/{id}/discard", NOTHING),
            entry("PUT /suppliers/{code}", "{\"name\":\"x\",\"addresses\":[],\"domains\":[]}"),
            entry("POST /tickets/import", ""),
            entry("POST /tickets/{ticketId}/distributions", "{\"contactId\":\"<contact>\",\"reason\":\"x\"}"),
            entry("POST /tickets/{ticketId}/take-back", REASON),
            entry("POST /tickets/{ticketId}/transfer/resend", REASON),
            entry("POST /tickets/{ticketId}/transfer/cancel", REASON),
            entry("POST /tickets/{ticketId}/transfer/recipient", "{\"email\":\"x@ours.example\",\"reason\":\"x\"}"));

    /** What is asked besides the plain path. */
    private static final Map<String, String> QUESTIONS = Map.ofEntries(
            entry("GET /tickets", "?contactId=<contact>&eventId=<event>"),
            entry("GET /contacts", "?email=<email>"),
            entry("GET /contacts/{id}/merge-preview", "?into=<contact>"),
            entry("DELETE /contacts/{id}", "?confirm=true"),
            entry("GET /cases", "?email=<email>&assignee=<login>"),
            entry("GET /messages", "?q=<email>"),
            entry("GET /held-messages", "?number=<case>"),
            entry("POST /quarantine/replay", "?reason=NONE_SUCH"),
            entry("DELETE /blocked-senders", "?address=<address>"));

    /** Names that each organizer gives to its own things, and logins, which exist once: theirs cannot be had. */
    private static final Set<String> OWN_NAMES = Set.of(
            "PUT /interfaces/{code}",
            "PUT /mailboxes/{code}",
            "PUT /suppliers/{code}",
            "POST /blocked-senders",
            // a list of ids, of tickets that are imported later too
            "POST /interfaces/{code}/functions/{function}/bad-tickets/skip",
            "PUT /api/v1/users/{login}");

    /** Kinds of ids after which lists go on. */
    private static final List<String> CURSORS = List.of("ticket", "contact", "case", "mail", "held", "run", "login");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext context;

    private TwoHouses houses;
    private Client admin;
    private List<Route> routes;

    @BeforeEach
    void build() {
        houses = TwoHouses.in(context, port, "our-wires");
        admin = new Client(port, ApiServer.ADMIN);
        routes = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(each -> each.getValue().getBeanType().getPackage().equals(ApiServer.class.getPackage()))
                .filter(each -> !each.getValue().hasMethodAnnotation(ProvesItself.class))
                .flatMap(each -> each.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method -> each.getKey().getPatternValues().stream()
                                .map(path -> new Route(method, path, isListed(each.getValue())))))
                // what makes something of our own under a name of theirs comes last
                .sorted(Comparator.comparing((Route route) -> OWN_NAMES.contains(route.key()))
                        .thenComparing(Route::toString))
                .toList();
    }

    /** @param listed whether it gives a list page by page */
    private record Route(RequestMethod method, String path, boolean listed) {
        /** Below the organizer, where it belongs to one. */
        String key() {
            return method + " " + path.replace(OF_ORGANIZERS + "/", "/");
        }

        /** Path, question and body in one text: names of kinds where ids stand. */
        String request() {
            boolean writes = method != RequestMethod.GET && method != RequestMethod.DELETE;
            if (writes) {
                assertThat(BODIES)
                        .as("what is sent: say which ids of others it could be sent")
                        .containsKey(key());
            }
            return TwoHouses.path(path) + QUESTIONS.getOrDefault(key(), "") + (writes ? "\n" + BODIES.get(key()) : "");
        }
    }

    private static boolean isListed(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType().equals(ListQuery.class));
    }

    private static Answer send(Client client, Route route, String request) {
        int body = request.indexOf('\n');
        String type = route.path().endsWith("/messages")
                ? "message/rfc822"
                : route.path().endsWith("/import") ? "application/x-ndjson" : "application/json";
        return body < 0
                ? client.call(route.method().name(), request, null)
                : client.call(
                        route.method().name(),
                        request.substring(0, body),
                        request.substring(body + 1),
                        "Content-Type",
                        type);
    }

    private String token(String organizer) {
        return admin.post(
                        "/api/v1/tokens",
                        "{\"name\":\"x\",\"role\":\"ADMINISTRATOR\",\"organizers\":[\"" + organizer + "\"]}")
                .text("token");
    }

    @Test
    void whatAnotherOrganizerHasIsToEveryRouteAsIfItWereNot() {
        Client stranger = admin.with(token(houses.ours()));
        SortedMap<String, String> before = houses.fingerprints();
        int asked = 0;
        for (Route route : routes) {
            String request = route.request();
            if (route.method() == RequestMethod.GET && houses.asks(request).isEmpty()) {
                Answer ours = send(stranger, route, houses.asWeAsk(request));
                assertThat(ours.status()).as(request).isEqualTo(200);
                houses.assertNothingOfTheirs(ours.response().body(), request);
            }
            for (TwoHouses.Ask ask : houses.asks(request)) {
                String what = route.method() + " " + ask.theirs();
                Answer theirs = send(stranger, route, ask.theirs());
                houses.assertNothingOfTheirs(theirs.response().body(), what);
                if (theirs.status() != 404 && !OWN_NAMES.contains(route.key())) {
                    Answer nobodys = send(stranger, route, ask.nobodys());
                    assertThat(theirs.status()).as(what).isEqualTo(nobodys.status());
                    assertThat(houses.plain(theirs.response().body()))
                            .as(what)
                            .isEqualTo(nobodys.response().body());
                }
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(60);
        assertThat(houses.fingerprints()).isEqualTo(before);
    }

    /** What is after an id is a matter of order, so that nobody's id may have another answer. */
    @Test
    void aListThatGoesOnAfterAnIdOfAnotherOrganizerTellsNothingOfIt() {
        Client stranger = admin.with(token(houses.ours()));
        int asked = 0;
        for (Route route : routes) {
            for (String kind : route.listed() ? CURSORS : List.<String>of()) {
                String request = houses.asks(TwoHouses.path(route.path()) + "?after=<" + kind + ">")
                        .getLast()
                        .theirs();
                Answer answer = stranger.call("GET", request, null);
                assertThat(answer.status()).as(request).isIn(200, 422);
                houses.assertNothingOfTheirs(answer.response().body(), request);
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(50);
    }

    @Test
    void whatIsAskedForIsThere() {
        Client head = admin.with(token(houses.theirs()));
        for (Route route : routes) {
            boolean looks = route.method() == RequestMethod.GET && route.path().startsWith(OF_ORGANIZERS);
            // a merge needs two contacts
            if (looks && !route.path().endsWith("/merge-preview")) {
                String path = houses.asTheyAsk(route.request());
                assertThat(head.get(path).status()).as(path).isEqualTo(200);
            }
        }
    }
}
