package io.counterfoil.wallet;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.wallet.PhoneSession.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page for phones. Tickets and transfers are named in parameters, never in paths: a ticket id may hold any printable
 * character.
 */
final class PhoneRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneRoutes.class);
    private static final String BASE = PhoneSession.PATH;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType MANIFEST = MediaType.valueOf("application/manifest+json");

    private final PhoneSession sessions;
    private final PhoneSignIn signIn;
    private final PhonePages pages;
    private final PhoneActions actions;
    private final PhoneProfile profile;
    private final PhoneView view;
    private final PhoneAssets assets;

    PhoneRoutes(
            PhoneSession sessions,
            PhoneSignIn signIn,
            PhonePages pages,
            PhoneActions actions,
            PhoneProfile profile,
            PhoneView view,
            PhoneAssets assets) {
        this.sessions = sessions;
        this.signIn = signIn;
        this.pages = pages;
        this.actions = actions;
        this.profile = profile;
        this.view = view;
        this.assets = assets;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(BASE, shown(pages::tickets))
                .GET(PhonePages.TICKET, shown(pages::ticket))
                .GET(PhonePages.TRANSFERS, shown(pages::transfers))
                .GET(PhonePages.HISTORY, shown(pages::history))
                .GET(PhoneProfile.PATH, shown(profile::page))
                .POST(PhoneProfile.PATH, acting(profile::save))
                .POST(PhonePages.TICKET + "/{action}", acting(actions::onTicket))
                .POST(PhonePages.TRANSFERS + "/{action}", acting(actions::onTransfer))
                .GET(PhoneSignIn.PATH, told(signIn::form))
                .POST(PhoneSignIn.PATH, told(signIn::requestCode))
                .POST(BASE + "/code", told(signIn::exchange))
                .POST(BASE + "/sign-out", acting((request, person) -> signIn.signOut(request)))
                .GET(BASE + "/offline", this::offline)
                .GET(BASE + "/manifest.webmanifest", this::manifest)
                .GET(BASE + "/worker.js", assets::worker)
                .GET(BASE + "/assets/{name}", assets::asset)
                // whatever else is asked for under this path is told in this page's look, not as a problem for programs
                .route(RequestPredicates.path(BASE + "/**"), told(PhoneRoutes::lost))
                .onError(Exception.class, this::failed)
                .build();
    }

    private static ServerResponse lost(ServerRequest request) {
        throw Refusal.notFound("page", request.path());
    }

    /** What no page has an answer for: the database is away, or it is a defect. */
    private ServerResponse failed(Throwable thrown, ServerRequest request) {
        boolean away = thrown instanceof DataAccessResourceFailureException
                || thrown instanceof CannotCreateTransactionException;
        if (!away) {
            // the route, not the path: a path may hold personal data
            LOG.error(
                    "error in {} {}",
                    request.method(),
                    request.attribute(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE)
                            .orElse(""),
                    thrown);
        }
        return view.fail(request, away);
    }

    /** What a phone without connection shows instead of a page that it has not kept. */
    private ServerResponse offline(ServerRequest request) {
        return view.show(request, null, PhoneView.Page.of("offline", BASE + "/offline", Map.of()));
    }

    private ServerResponse manifest(ServerRequest request) {
        String context = request.servletRequest().getContextPath();
        String asset = context + BASE + "/assets/%s?v=" + assets.version();
        Map<String, Object> manifest = Map.of(
                "name", "Counterfoil wallet",
                "short_name", "Tickets",
                "id", context + BASE,
                "start_url", context + BASE,
                "scope", context + BASE,
                "display", "standalone",
                "background_color", "#f4f6f9",
                "theme_color", "#0b5cad",
                "icons",
                        List.of(
                                icon(asset.formatted("icon-192.png"), "192x192", "image/png"),
                                icon(asset.formatted("icon-512.png"), "512x512", "image/png"),
                                icon(asset.formatted("icon.svg"), "any", "image/svg+xml")));
        return ServerResponse.ok()
                .contentType(MANIFEST)
                .headers(headers -> headers.setCacheControl(CacheControl.noCache()))
                .body(JSON.writeValueAsBytes(manifest));
    }

    private static Map<String, String> icon(String address, String sizes, String type) {
        return Map.of("src", address, "sizes", sizes, "type", type);
    }

    private HandlerFunction<ServerResponse> told(HandlerFunction<ServerResponse> call) {
        return request -> {
            try {
                return call.handle(request);
            } catch (Refusal refusal) {
                return view.refuse(
                        request, sessions.person(request.servletRequest()).orElse(null), refusal);
            }
        };
    }

    private HandlerFunction<ServerResponse> shown(Show show) {
        return told(request -> {
            Optional<Person> person = sessions.person(request.servletRequest());
            return person.isEmpty()
                    ? PhoneView.go(request, PhoneSignIn.PATH, List.of())
                    : view.show(request, person.get(), show.page(request, person.get()));
        });
    }

    private HandlerFunction<ServerResponse> acting(Act act) {
        return told(request -> {
            PhoneSession.fromOurPages(request.servletRequest());
            Optional<Person> person = sessions.person(request.servletRequest());
            if (person.isEmpty()) {
                return PhoneView.go(request, PhoneSignIn.PATH, List.of());
            }
            PhoneSession.marked(request.servletRequest(), person.get());
            return act.answer(request, person.get());
        });
    }

    private interface Show {
        PhoneView.Page page(ServerRequest request, Person person);
    }

    private interface Act {
        ServerResponse answer(ServerRequest request, Person person) throws Exception;
    }
}
