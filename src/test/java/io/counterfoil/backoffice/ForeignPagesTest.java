package io.counterfoil.backoffice;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import io.counterfoil.kernel.OrganizerCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks every page for what another organizer really has, from within one's own: by paths, by forms and by questions. Whatever is added
 * later is asked too, and fails as long as nobody has said here what it could be asked for.
 */
@ApiServer
class ForeignPagesTest {
    /** Where forms stand, and what is said there of what does not exist. */
    private static final String REFUSED = "/account";

    private static final String NOT_FOUND = "What was meant does not exist.";

    private static final String RULE = "field=x&place=BOTH&kind=MARKS&startMark=Order:&active=true";

    /** What forms send; a form of a route without an id in its path says here which ids it could be sent. */
    private static final Map<String, String> FORMS = Map.ofEntries(
            entry("/users", "email=x@ours.example&language=en&organizer=<organizer>&role=AGENT"),
            entry("/users/{id}", "email=x@ours.example&language=en"),
            entry("/users/{id}/role", "organizer=<organizer>&role=VIEWER"),
            entry("/users/{id}/disabled", "disabled=true"),
            entry("/users/{id}/invitation", ""),
            entry("/users/{id}/reset", ""),
            entry("/users/{id}/second-factor/off", ""),
            entry("/users/{id}/sign-out", ""),
            entry("/tokens", "name=x&role=VIEWER&organizer=<organizer>&days=30"),
            entry("/tokens/{id}/revoke", ""),
            entry("/account/sessions/{handle}/end", ""),
            entry("/settings", "name=Ours&timeZone=UTC&language=en&retentionDays=30"),
            entry("/settings/service-levels", ""),
            entry("/settings/new-mailbox", "code=<mailbox>&address=x@ours.example&language=en&startTag=[X:&endTag=]"),
            entry("/settings/mailboxes/{code}", "address=y@ours.example&language=en&startTag=[Y:&endTag=]"),
            entry("/settings/mailboxes/{code}/retire", ""),
            entry("/settings/mailboxes/{code}/use", ""),
            entry("/settings/mailboxes/{code}/preview", ""),
            entry("/settings/mailboxes/{code}/brand/{language}", "displayName=x&signature=x&colour="),
            entry("/settings/check-tag", "mailbox=<mailbox>&startTag=[ID:&endTag=]"),
            entry("/settings/new-supplier", "code=<supplier>&name=x"),
            entry("/settings/suppliers/{code}", "name=x"),
            entry("/settings/suppliers/{code}/remove", ""),
            entry("/settings/new-capture-rule", RULE + "&code=x&mailbox=<mailbox>"),
            entry("/settings/check-capture-rule", RULE + "&mailbox=<mailbox>"),
            entry("/settings/try-capture-rule", RULE + "&rule=<rule>&mailbox=<mailbox>"),
            entry("/settings/capture-rules/{code}", RULE + "&mailbox=<mailbox>"),
            entry("/settings/capture-rules/{code}/remove", ""),
            entry("/settings/new-canned-answer", "language=en&title=x&text=x"),
            entry("/settings/canned-answers/{id}", "language=en&title=y&text=y"),
            entry("/settings/canned-answers/{id}/remove", ""),
            entry("/settings/templates/{event}/{language}", "subject=x&text=x"),
            entry("/settings/templates/{event}/{language}/reset", ""),
            entry("/settings/templates/{event}/{language}/preview", "subject=x&text=x"),
            entry("/settings/templates/{event}/{language}/preview-html", "subject=x&text=x"),
            entry("/interfaces", "code=<interface>&organization=opera&url=https://wallet.example/t"),
            entry("/interfaces/check", "customParameters="),
            entry("/interfaces/check-url", "url=https://wallet.example/t"),
            entry("/interfaces/{code}/settings", "organization=opera&url=https://wallet.example/t"),
            entry("/interfaces/{code}/reset", "wallet=same"),
            entry("/interfaces/{code}/functions/{function}/start", "dryRun=true"),
            entry("/interfaces/{code}/functions/{function}/pause", ""),
            entry("/interfaces/{code}/functions/{function}/resume", ""),
            entry("/interfaces/{code}/functions/{function}/settings", "batchSize=10"),
            entry("/runs/{run}/stop", ""),
            entry("/quarantine/{id}/replay", ""),
            entry("/quarantine/{id}/discard", ""),
            entry("/quarantine/replay", "reason=NONE_SUCH"),
            entry("/out-of-step/apply", "ticket=<ticket>"),
            entry("/out-of-step/apply-all", ""),
            entry("/skipped/apply", "ticket=<ticket>"),
            entry("/skipped/apply-all", ""),
            entry("/bulk", "action=DISTRIBUTE&tickets=<ticket>;x@ours.example&reason=x"),
            entry("/bulk/{job}/start", ""),
            entry("/ticket/distribute", "id=<ticket>&email=x@ours.example&reason=x"),
            entry("/ticket/take-back", "id=<ticket>&reason=x"),
            entry("/ticket/undo", "id=<ticket>&reason=x"),
            entry("/ticket/undo/approve", "id=<ticket>"),
            entry("/ticket/undo/refuse", "id=<ticket>"),
            entry("/ticket/follow", "id=<ticket>"),
            entry("/ticket/transfer", "id=<ticket>&action=CANCEL&reason=x"),
            entry("/undo-requests/approve", "id=<ticket>"),
            entry("/undo-requests/refuse", "id=<ticket>"),
            entry("/contacts/{id}/merge", "into=<contact>"),
            entry("/contacts/{id}/unmerge", ""),
            entry("/contacts/{id}/erase", "sure=true"),
            entry("/cases/new", "channel=PHONE&type=REQUEST&priority=NORMAL&subject=x&text=x&mailbox=<mailbox>"),
            entry("/cases/new/draft", "subject=x&text=x&mailbox=<mailbox>"),
            entry("/cases/new/draft/drop", ""),
            entry("/cases/together", "number=<case>&what=CLOSE"),
            entry("/cases/filters", "name=x&query=state=NEW"),
            entry("/cases/filters/forget", "name=y"),
            entry("/cases/{number}/replies", "text=x&note=true"),
            entry("/cases/{number}/change", "priority=HIGH&supplier=<supplier>"),
            entry("/cases/{number}/participants", "email=x@ours.example"),
            entry("/cases/{number}/merge", "other=<case>"),
            entry("/cases/{number}/link", "other=<case>"),
            entry("/cases/{number}/split", "entry=<entry>&subject=x"),
            entry("/cases/{number}/tickets", "id=<ticket>"),
            entry("/cases/{number}/tickets/unlink", "id=<ticket>"),
            entry("/cases/{number}/help", "id=<ticket>&action=CANCEL&sure=true&reason=x"),
            entry("/cases/{number}/draft", "text=x"),
            entry("/cases/{number}/draft/drop", ""),
            entry("/cases/{number}/presence", "text=x"),
            entry("/cases/{number}/watchers", "login=<login>&watches=true"),
            entry("/mails/{id}/join", "number=<case>"),
            entry("/mails/{id}/open", ""),
            entry("/mails/{id}/discard", ""),
            entry("/mails/{id}/ask", ""),
            entry("/mails/{id}/replay", ""),
            entry("/mails/blocked", "address=<address>"),
            entry("/mails/blocked/lift", "address=<address>"),
            entry("/journal/check", ""));

    /** What pages without an id in their path are asked for, besides being looked at as they are. */
    private static final Map<String, List<String>> QUESTIONS = Map.ofEntries(
            entry("/ticket", List.of("id=<ticket>")),
            entry("/ticket/holder", List.of("id=<ticket>")),
            entry("/event", List.of("id=<event>")),
            entry("/event/tickets.csv", List.of("id=<event>")),
            entry("/tickets", List.of("q=<ticket>", "q=<email>", "event=<event>")),
            entry("/tickets.csv", List.of("q=<ticket>", "event=<event>")),
            entry("/bulk", List.of("ticket=<ticket>", "q=<ticket>&all=true", "event=<event>&all=true")),
            entry("/contacts", List.of("q=<email>")),
            entry("/contacts.csv", List.of("q=<email>")),
            entry("/contacts/{id}/merge", List.of("q=<email>", "into=<contact>")),
            entry("/cases", List.of("q=<email>", "q=<case>", "q=<ticket>", "supplier=<supplier>", "mailbox=<mailbox>")),
            entry("/cases/{number}", List.of("answer=<answer>", "before=<entry>")),
            entry("/journal", List.of("entity=contact&id=<contact>", "id=<ticket>")),
            entry("/events", List.of("after=<event>")));

    /** Lists that go on after an id. */
    private static final List<String> LISTS = List.of(
            "/tickets?after=<ticket>",
            "/tickets?event=E-1&after=<ticket>",
            "/tickets?outOfStep=true&after=<ticket>",
            "/contacts?after=<contact>",
            "/contacts?flag=TEMPORARY&after=<contact>",
            "/contacts?flag=DUPLICATES&after=<email>",
            "/events?after=<event>",
            "/out-of-step?after=<ticket>",
            "/skipped?after=<ticket>",
            "/quarantine?after=<held>",
            "/quarantine?before=<held>",
            "/transfers?after=<line>",
            "/cases?after=<case>",
            "/mails/held?after=<mail>",
            "/mails/ignored?after=<mail>",
            "/interfaces/<interface>/functions/retrieve-ticket-status?before=<run>",
            "/users?after=<login>");

    /** Paths that are secrets themselves: whoever has one is meant. */
    private static final Set<String> LINKS = Set.of("/invitation/{token}", "/reset/{token}");

    /** Names that each organizer gives to its own things: what is made there under the name of theirs is ours. */
    private static final Set<String> OWN_NAMES =
            Set.of("/settings/new-mailbox", "/settings/new-supplier", "/interfaces", "/mails/blocked");

    private final TwoHouses houses;
    private final List<Route> routes;

    ForeignPagesTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.houses = TwoHouses.in(context, port, "our-house");
        this.routes = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackage().equals(PageAccess.class.getPackage()))
                .flatMap(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                entry.getKey().getPatternValues().stream().map(path -> new Route(method, path))))
                .filter(Route::isAboutSomebodysThings)
                // what makes something of our own under a name of theirs comes last
                .sorted(Comparator.comparing((Route route) -> OWN_NAMES.contains(route.page()))
                        .thenComparing(Route::toString))
                .toList();
    }

    private record Route(RequestMethod method, String path) {
        boolean isAboutSomebodysThings() {
            return path.startsWith("/users")
                    || path.startsWith("/tokens")
                    || (path.contains("{") && !LINKS.contains(path));
        }

        /** Below the organizer, where it belongs to one. */
        String page() {
            return path.replace("/o/{organizer}", "");
        }

        /** What is sent there, path and question in one text: names of kinds where ids stand. */
        Stream<String> requests() {
            String path = TwoHouses.path(this.path);
            if (method == RequestMethod.GET) {
                return Stream.concat(
                        Stream.of(path),
                        QUESTIONS.getOrDefault(page(), List.of()).stream().map(q -> path + "?" + q));
            }
            assertThat(FORMS)
                    .as("what a form sends: say which ids of others it could be sent")
                    .containsKey(page());
            return Stream.of(path + "?" + FORMS.get(page()));
        }
    }

    private Page send(Browser browser, Route route, String request) {
        int question = request.indexOf('?');
        if (route.method() == RequestMethod.GET) {
            String query = question < 0 ? "" : request.substring(question + 1);
            return browser.get(
                    question < 0 ? request : request.substring(0, question) + "?" + String.join("&", encoded(query)));
        }
        List<String> fields = new ArrayList<>();
        for (String field : request.substring(question + 1).split("&", -1)) {
            int is = field.indexOf('=');
            if (is > 0) {
                fields.add(field.substring(0, is));
                fields.add(field.substring(is + 1));
            }
        }
        browser.standOn(REFUSED);
        return browser.post(request.substring(0, question), fields.toArray(String[]::new));
    }

    private static List<String> encoded(String query) {
        return Stream.of(query.split("&", -1))
                .map(each -> each.split("=", 2))
                .map(each -> each[0] + "=" + Browser.encoded(each[1]))
                .toList();
    }

    @Test
    void whatAnotherOrganizerHasIsToEveryPageAsIfItWereNot() {
        Browser stranger = houses.administrator(new OrganizerCode(houses.ours()));
        SortedMap<String, String> before = houses.fingerprints();
        stranger.get(REFUSED);
        int asked = 0;
        for (Route route : routes) {
            for (String request : route.requests().toList()) {
                if (route.method() == RequestMethod.GET && houses.asks(request).isEmpty()) {
                    Page ours = send(stranger, route, houses.asWeAsk(request));
                    assertThat(ours.status()).as(request).isIn(200, 400);
                    houses.assertNothingOfTheirs(ours.text(), request);
                }
                for (TwoHouses.Ask ask : houses.asks(request)) {
                    String what = route.method() + " " + ask.theirs();
                    Page theirs = send(stranger, route, ask.theirs());
                    houses.assertNothingOfTheirs(theirs.text(), what);
                    if (!isRefused(theirs) && !OWN_NAMES.contains(route.page())) {
                        Page nobodys = send(stranger, route, ask.nobodys());
                        assertThat(theirs.status()).as(what).isEqualTo(nobodys.status());
                        assertThat(told(theirs)).as(what).isEqualTo(told(nobodys));
                    }
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(100);
        assertThat(houses.fingerprints()).isEqualTo(before);
    }

    /** What is after an id is a matter of order, so that nobody's id may have another answer. */
    @Test
    void aListThatGoesOnAfterAnIdOfAnotherOrganizerTellsNothingOfIt() {
        Browser stranger = houses.administrator(new OrganizerCode(houses.ours()));
        for (String list : LISTS) {
            String path = list.startsWith("/users") ? list : "/o/<ours>" + list;
            String request = houses.asks(path).getLast().theirs();
            Page page = stranger.get(request.replace(' ', '+'));
            assertThat(page.status()).as(request).isIn(200, 400);
            houses.assertNothingOfTheirs(page.text(), request);
        }
    }

    @Test
    void whatIsAskedForIsThere() {
        Browser head = houses.administrator(TwoHouses.THEIRS);
        for (Route route : routes) {
            String path = TwoHouses.path(route.path());
            boolean looks = route.method() == RequestMethod.GET && route.path().startsWith("/o/");
            if (looks && !houses.asks(path).isEmpty()) {
                assertThat(head.get(houses.asTheyAsk(path)).status()).as(path).isEqualTo(200);
            }
        }
    }

    /** Whether it was not found: the page itself, or what a form has meant. */
    private static boolean isRefused(Page page) {
        return page.status() == 404
                || (page.path().equals(REFUSED) && page.text().contains(NOT_FOUND));
    }

    /** What a page says, without times of day, and ages of seconds. */
    private String told(Page page) {
        return houses.plain(page.text()).replaceAll("\\d{1,2}:\\d{2}(:\\d{2})?( [AP]M)?|\\b\\d+ s\\b", "");
    }
}
