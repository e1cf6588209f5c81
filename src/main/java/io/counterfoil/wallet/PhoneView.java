package io.counterfoil.wallet;

import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Writes pages, and says of each whether a phone may keep it for times without connection. */
final class PhoneView {
    /** Tells the service worker what to do with the answer: {@code keep}, {@code no}, or {@code clear} all it has. */
    private static final String KEEP = "X-Phone-Keep";

    /** Refusals that {@code phone.no.…} has a text for, beside the objections. */
    private static final Set<String> TOLD = Set.of(
            "transfer-over",
            "too-many-codes",
            "wrong-code",
            "no-mail",
            "mail-failed",
            "forged",
            "unavailable",
            "defect",
            "not-found",
            "email",
            "holder",
            "birth",
            "phone");

    private static final Logger LOG = LoggerFactory.getLogger(PhoneView.class);

    private final ITemplateEngine engine;
    private final PhoneAssets assets;

    PhoneView(ITemplateEngine engine, PhoneAssets assets) {
        this.engine = engine;
        this.assets = assets;
    }

    /**
     * A page.
     *
     * @param template within the folder {@code phone}
     * @param self where it can be asked for again
     * @param problem what is refused, as the last part of {@code phone.no.…}; null: nothing is
     */
    record Page(
            HttpStatus status,
            String template,
            String self,
            String keep,
            @Nullable String problem,
            Map<String, Object> model) {
        static Page of(String template, String self, Map<String, Object> model) {
            return new Page(HttpStatus.OK, template, self, "no", null, model);
        }

        Page kept(boolean keeping) {
            return new Page(status, template, self, keeping ? "keep" : "no", problem, model);
        }

        Page clearing() {
            return new Page(status, template, self, "clear", problem, model);
        }

        Page refused(HttpStatus how, String why) {
            return new Page(how, template, self, "no", told(why), model);
        }
    }

    ServerResponse show(ServerRequest request, PhoneSession.@Nullable Person person, Page page) {
        return ServerResponse.status(page.status()).build((servletRequest, response) -> {
            write(servletRequest, response, person, page);
            return null;
        });
    }

    /** A page that says why something is refused, and leads on. */
    ServerResponse refuse(ServerRequest request, PhoneSession.@Nullable Person person, Refusal refusal) {
        if (refusal.type().equals("not-found") && request.headers().firstHeader("HX-Request") != null) {
            return gone(request);
        }
        Page page = Page.of("refused", PhoneSession.PATH, Map.of());
        return show(request, person, page.refused(WalletWire.status(refusal), refusal.type()));
    }

    /** A ticket has gone on while its page was open, which asks by itself how it is: that leads to the tickets that are left. */
    private static ServerResponse gone(ServerRequest request) {
        return ServerResponse.ok()
                .header("HX-Redirect", request.servletRequest().getContextPath() + PhoneSession.PATH + "?done=gone")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(KEEP, "no")
                .build();
    }

    /** A page that says that something broke: nobody is asked who he is, since that may be what broke. */
    ServerResponse fail(ServerRequest request, boolean away) {
        Page page = away
                ? broken(HttpStatus.SERVICE_UNAVAILABLE, "unavailable")
                : broken(HttpStatus.INTERNAL_SERVER_ERROR, "defect");
        return show(request, null, page);
    }

    private static Page broken(HttpStatus status, String why) {
        return Page.of("refused", PhoneSession.PATH, Map.of()).refused(status, why);
    }

    /** To another page of this application. */
    static ServerResponse go(ServerRequest request, String path, List<String> cookies) {
        URI target = URI.create(request.servletRequest().getContextPath() + path);
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .location(target)
                .header(HttpHeaders.SET_COOKIE, cookies.toArray(String[]::new))
                .build();
    }

    private void write(
            HttpServletRequest request, HttpServletResponse response, PhoneSession.@Nullable Person person, Page page)
            throws IOException {
        PhoneReader reader = PhoneReader.of(request);
        Map<String, Object> model = new HashMap<>(page.model());
        model.put("reader", reader);
        model.put("self", page.self());
        model.put("version", assets.version());
        model.put("problem", page.problem());
        model.put("signedIn", person != null);
        model.put("mark", person == null ? "" : person.mark());
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        byte[] html;
        try {
            html = html(page.template(), new WebContext(exchange, reader.locale(), model));
        } catch (TemplateEngineException defect) {
            // nothing has been written yet, and whatever broke is not on the page that says so
            LOG.error("error in the template {}", page.template(), defect);
            Page broken = broken(HttpStatus.INTERNAL_SERVER_ERROR, "defect");
            response.setStatus(broken.status().value());
            model.put("self", broken.self());
            model.put("problem", broken.problem());
            html = html(broken.template(), new WebContext(exchange, reader.locale(), model));
        }
        PhoneReader.remembered(request).forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie));
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_LANGUAGE, reader.language());
        response.setHeader(KEEP, response.getStatus() == page.status().value() ? page.keep() : "no");
        response.getOutputStream().write(html);
    }

    private byte[] html(String template, WebContext context) {
        return engine.process("phone/" + template, context).getBytes(StandardCharsets.UTF_8);
    }

    private static String told(String type) {
        boolean objection = Arrays.stream(WhatIsAllowed.No.values())
                .anyMatch(no -> Verdict.Rejected.because(no).type().equals(type));
        return objection || TOLD.contains(type) ? type : "other";
    }
}
