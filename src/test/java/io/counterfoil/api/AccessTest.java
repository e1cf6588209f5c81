package io.counterfoil.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Permission;
import io.counterfoil.api.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ApiServer
class AccessTest {
    @LocalServerPort
    private int port;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Client admin;

    @BeforeEach
    void signIn() {
        admin = new Client(port, ApiServer.ADMIN);
        admin.post("/api/v1/organizers", "{\"code\":\"mine\",\"name\":\"x\"}");
        admin.post("/api/v1/organizers", "{\"code\":\"theirs\",\"name\":\"x\"}");
    }

    private record Route(RequestMethod method, String path, HandlerMethod handler) {
        String of(String organizer) {
            return path.replace("{organizer}", organizer).replaceAll("\\{[^}]*}", "x");
        }
    }

    private List<Route> routes() {
        return requestMappingHandlerMapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getPackage().equals(ApiServer.class.getPackage()))
                .filter(entry -> entry.getValue().getBeanType() != ErrorPage.class)
                .flatMap(AccessTest::routes)
                .toList();
    }

    private static Stream<Route> routes(Map.Entry<RequestMappingInfo, HandlerMethod> entry) {
        return entry.getKey().getMethodsCondition().getMethods().stream()
                .flatMap(method -> entry.getKey().getPatternValues().stream()
                        .map(path -> new Route(method, path, entry.getValue())));
    }

    @Test
    void noRouteTellsAnythingOfAnotherOrganizer() {
        Client stranger = admin.with(token("{\"name\":\"t\",\"role\":\"ADMINISTRATOR\",\"organizers\":[\"mine\"]}"));
        List<Route> ofOrganizers = routes().stream()
                .filter(route -> route.path().contains("{organizer}"))
                .filter(route -> !route.handler().hasMethodAnnotation(ProvesItself.class))
                .toList();

        assertThat(ofOrganizers).hasSizeGreaterThan(10);
        for (Route route : ofOrganizers) {
            Answer theirs = call(stranger, route, "theirs");
            Answer nobodys = call(stranger, route, "nobodys");
            assertThat(theirs.status())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(404);
            assertThat(theirs.response().body().replace("theirs", "nobodys"))
                    .isEqualTo(nobodys.response().body());
        }
    }

    @Test
    void noRouteOpensWithoutATokenOrWithABadOne() {
        for (Route route : routes()) {
            if (!route.handler().hasMethodAnnotation(ProvesItself.class)) {
                Answer without = call(new Client(port, null), route, "mine");
                assertThat(without.status()).as(route.path()).isEqualTo(401);
                assertThat(without.header("WWW-Authenticate")).startsWith("Bearer");
                assertThat(without.header("Content-Type")).isEqualTo(Problem.CONTENT_TYPE);
            }
        }
        Answer bad = admin.with("wrong").get("/api/v1/organizers");
        assertThat(bad.status()).isEqualTo(401);
        assertThat(bad.header("WWW-Authenticate")).contains("invalid_token");
        assertThat(bad.response().body()).doesNotContain("wrong");
    }

    @Test
    void everyRouteSaysWhichRightItNeedsAndRefusesATokenWithoutIt() {
        Client reader = admin.with(token("{\"name\":\"r\",\"role\":\"VIEWER\"}"));
        Client importer = admin.with(token("{\"name\":\"i\",\"role\":\"OPERATOR\",\"rights\":[\"IMPORT\"]}"));
        for (Route route : routes()) {
            if (route.handler().hasMethodAnnotation(ProvesItself.class)) {
                continue;
            }
            Optional<Permission> right = Optional.ofNullable(route.handler().getMethodAnnotation(Needs.class))
                    .map(Needs::value);
            assertThat(right).as("%s %s", route.method(), route.path()).isPresent();
            Client without = right.get() == Permission.READ ? importer : reader;
            assertThat(call(without, route, "mine").status())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTokenForSomeOrganizersSeesOnlyThose() {
        Client mine = admin.with(token("{\"name\":\"m\",\"role\":\"ADMINISTRATOR\",\"organizers\":[\"mine\"]}"));

        assertThat(mine.get("/api/v1/organizers").json().path("items").values())
                .extracting(item -> item.path("code").asString())
                .containsExactly("mine");
        assertThat(mine.post("/api/v1/organizers", "{\"code\":\"new\",\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(mine.post("/api/v1/tokens", "{\"name\":\"x\",\"role\":\"VIEWER\",\"organizers\":[\"theirs\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(mine.get("/api/v1/tokens").json().path("items").values())
                .allMatch(item -> item.path("organizers").path(0).asString().equals("mine"));
    }

    @Test
    void anOperatorChangesAnInterfaceButNotWhereItLeadsOrItsSecrets() {
        Client operator = admin.with(token("{\"name\":\"o\",\"role\":\"OPERATOR\",\"organizers\":[\"mine\"]}"));
        String path = "/api/v1/organizers/mine/interfaces/operated";
        String whole =
                "{\"organization\":\"opera\",\"url\":\"https://wallet.example/organizer/tickets\",\"apiKey\":\"k\",\"schedule\":null}";

        assertThat(operator.put(path, whole).status()).as("a new one").isEqualTo(403);
        assertThat(admin.put(path, whole).status()).isEqualTo(200);
        assertThat(operator.put(
                                path,
                                "{\"batchSize\":77,\"customParameters\":\"killRatio=50\",\"paginationKey\":\"k7\"}")
                        .json()
                        .path("batchSize")
                        .asInt())
                .isEqualTo(77);
        assertThat(operator.put(path, "{\"url\":\"https://wallet.example/organizer/tickets\"}")
                        .status())
                .as("where it leads already")
                .isEqualTo(200);
        for (String elsewhere : List.of(
                "{\"url\":\"https://elsewhere.example/organizer/tickets\"}",
                "{\"apiKey\":\"mine\"}",
                "{\"wakeSecret\":null}")) {
            assertThat(operator.put(path, elsewhere).status()).as(elsewhere).isEqualTo(403);
        }
        assertThat(operator.get(path).text("url")).isEqualTo("https://wallet.example/organizer/tickets");
    }

    @Test
    void aRevokedTokenIsBadAtOnceAndATokenIsShownOnce() {
        Answer made = admin.post("/api/v1/tokens", "{\"name\":\"once\",\"role\":\"VIEWER\"}");
        Client once = admin.with(made.text("token"));
        String path = "/api/v1/tokens/" + made.text("id");

        assertThat(made.status()).isEqualTo(201);
        assertThat(once.get("/api/v1/organizers").status()).isEqualTo(200);
        assertThat(admin.get(path).response().body()).doesNotContain(made.text("token"));
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(once.get("/api/v1/organizers").status()).isEqualTo(401);
    }

    @Test
    void healthAndDescriptionAreOpenAndNothingElseIs() {
        Client anyone = new Client(port, null);

        assertThat(anyone.get("/actuator/health").status()).isEqualTo(200);
        assertThat(anyone.get("/v3/api-docs").text("openapi")).startsWith("3.1");
        assertThat(anyone.get("/actuator/env").status()).isEqualTo(404);
        assertThat(anyone.get("/actuator").status()).isEqualTo(404);
        assertThat(anyone.get("/").header("Location")).startsWith("/sign-in");
        assertThat(anyone.get("/nothing-here").status()).isEqualTo(404);
    }

    private String token(String body) {
        return admin.post("/api/v1/tokens", body).text("token");
    }

    private static Answer call(Client client, Route route, String organizer) {
        String body = route.method() == RequestMethod.POST || route.method() == RequestMethod.PUT ? "{}" : null;
        String type = route.path().endsWith("/import") ? "application/x-ndjson" : "application/json";
        return client.call(route.method().name(), route.of(organizer), body, "Content-Type", type);
    }
}
