package io.counterfoil.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.Role;
import io.counterfoil.api.ApiServer;
import io.counterfoil.backoffice.Browser.Page;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Walks all pages: whatever is added later is held to the same rule. */
@ApiServer
class PageAccessTest {
    private static final String ID = "01890000-0000-7000-8000-000000000000";

    private final PeopleWorld world;
    private final int port;
    private final List<Route> routes;

    PageAccessTest(@Autowired ApplicationContext context, @LocalServerPort int port) {
        this.world = new PeopleWorld(context, port);
        this.port = port;
        this.routes = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().getBeanType().getPackage().equals(PageAccess.class.getPackage()))
                .flatMap(PageAccessTest::routes)
                .toList();
    }

    private record Route(RequestMethod method, String path, HandlerMethod handler) {
        String of(String organizer) {
            return path.replace("{organizer}", organizer).replaceAll("\\{[^}]*}", ID);
        }

        @Nullable
        Permission right() {
            PageNeeds needs = handler.getMethodAnnotation(PageNeeds.class);
            return needs == null ? null : needs.value();
        }

        boolean isOpen() {
            return handler.hasMethodAnnotation(ForAnyone.class);
        }

        Page by(Browser browser, String organizer) {
            return method == RequestMethod.GET ? browser.get(of(organizer)) : browser.post(of(organizer));
        }
    }

    private static Stream<Route> routes(Map.Entry<RequestMappingInfo, HandlerMethod> entry) {
        return entry.getKey().getMethodsCondition().getMethods().stream()
                .flatMap(method -> entry.getKey().getPatternValues().stream()
                        .map(path -> new Route(method, path, entry.getValue())));
    }

    @Test
    void everyPageSaysWhoMayComeOrIsClosed() {
        assertThat(routes).hasSizeGreaterThan(25);
        assertThat(routes)
                .filteredOn(route -> !route.path().equals("/error"))
                .allMatch(route -> route.isOpen()
                        || route.right() != null
                        || route.handler().hasMethodAnnotation(ForUsers.class)
                        || route.handler().hasMethodAnnotation(ForAdministrators.class));
    }

    @Test
    void noPageTellsAnythingOfAnotherOrganizer() {
        Browser stranger = world.signedIn(world.somebody(Role.ADMINISTRATOR));
        stranger.get("/account");
        // what is refused after a form leads back to where the form stood
        stranger.get("/o/nobodys");
        for (Route route : routes) {
            if (!route.path().contains("{organizer}")) {
                continue;
            }
            Page theirs = route.by(stranger, "theirs");
            Page nobodys = route.by(stranger, "nobodys");
            assertThat(theirs.status())
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(404);
            assertThat(theirs.text().replace("theirs", "nobodys"))
                    .as("%s %s", route.method(), route.path())
                    .isEqualTo(nobodys.text());
        }
    }

    @Test
    void nobodyComesToAPageWithoutASignIn() {
        Browser anybody = new Browser(port);
        for (Route route : routes) {
            if (!route.isOpen() && !route.path().equals("/error")) {
                assertThat(route.by(anybody.forgetful(), "mine").path())
                        .as("%s %s", route.method(), route.path())
                        .startsWith("/sign-in");
            }
        }
    }

    @Test
    void aViewerReachesOnlyWhatViewersMay() {
        Browser viewer = world.signedIn(world.somebody(Role.VIEWER));
        viewer.get("/account");
        for (Route route : routes) {
            Permission right = route.right();
            boolean more = right != null && (!route.path().contains("{organizer}") || !right.isOf(Role.VIEWER));
            if (more || route.handler().hasMethodAnnotation(ForAdministrators.class)) {
                assertThat(route.by(viewer, "mine").status())
                        .as("%s %s", route.method(), route.path())
                        .isEqualTo(403);
            }
        }
    }

    @Test
    void noFormIsTakenThatAnotherSiteMadeUp() {
        Browser root = world.signedIn(world.administrator());
        for (Route route : routes) {
            if (route.method() == RequestMethod.POST) {
                String path = route.of("mine");
                assertThat(root.postWithToken(path, "made-up").status())
                        .as(path)
                        .isEqualTo(403);
                assertThat(root.postWithToken(path, "").status()).as(path).isEqualTo(403);
            }
        }
        assertThat(root.get("/account").status()).as("still signed in").isEqualTo(200);
    }

    @Test
    void everyPageForbidsFramesInlineScriptsAndKeeping() {
        Browser root = world.signedIn(world.administrator());
        Browser anybody = new Browser(port);
        for (Route route : routes) {
            // what a mail looks like has a policy of its own, see CasePagesTest
            if (route.method() == RequestMethod.GET && !route.path().endsWith("/mails/{id}/view")) {
                Page page = route.by(route.isOpen() ? anybody.forgetful() : root, "mine");
                assertThat(page.header("Content-Security-Policy"))
                        .as(route.path())
                        .contains(
                                "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(page.header("X-Frame-Options")).as(route.path()).isEqualTo("DENY");
                assertThat(page.header("X-Content-Type-Options"))
                        .as(route.path())
                        .isEqualTo("nosniff");
                assertThat(page.header("Cache-Control")).as(route.path()).contains("no-store");
                assertThat(page.html())
                        .as(route.path())
                        .doesNotContain(" style=\"", "<style", " onclick=", "javascript:");
            }
        }
    }
}
