package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.backoffice.Shell.Entry;
import io.counterfoil.organizers.Organizer;
import io.counterfoil.organizers.Organizers;
import io.counterfoil.push.Undoing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Gives every page, whichever module's it is, what the frame around it needs: {@code shell} and {@code fmt}, as attributes of
 * the request, so that error pages have them too.
 */
final class Frame implements HandlerInterceptor {
    private static final int MOST_ORGANIZERS = 200;

    private final Organizers organizers;
    private final Undoing undoing;
    private final LocaleResolver locales;
    private final MessageSource messages;
    private final Clock clock;

    Frame(Organizers organizers, Undoing undoing, LocaleResolver locales, MessageSource messages, Clock clock) {
        this.organizers = organizers;
        this.undoing = undoing;
        this.locales = locales;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Preferences.remember(request, response);
        Locale locale = locales.resolveLocale(request);
        SignedIn user = PageAccess.current().orElse(null);
        List<Organizer> visible = user == null ? List.of() : visible(user);
        Organizer organizer = organizer(request, visible).orElse(null);
        if (organizer != null) {
            Preferences.keepOrganizer(request, response, organizer.code().value());
        }
        Shell shell = new Shell(
                locale,
                Preferences.theme(request),
                user,
                organizer,
                visible,
                user == null
                        ? List.of()
                        : entries(user, organizer, request.getRequestURI(), undosWaiting(request, organizer)));
        request.setAttribute("shell", shell);
        request.setAttribute("fmt", new Formats(locale, shell.zone(), clock, messages));
        return true;
    }

    /** Counted for whole pages only: a piece of a page has no menu. */
    private int undosWaiting(HttpServletRequest request, @Nullable Organizer organizer) {
        boolean wholePage = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
        return organizer == null || !wholePage ? 0 : undoing.countWaiting(organizer.code());
    }

    private List<Organizer> visible(SignedIn user) {
        return organizers.list("", MOST_ORGANIZERS).stream()
                .filter(organizer -> user.sees(organizer.code()))
                .toList();
    }

    /** The one of the path; on a page that belongs to none, the one that was looked at last, else the first. */
    private static Optional<Organizer> organizer(HttpServletRequest request, List<Organizer> visible) {
        String asked = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                        && path.get("organizer") instanceof String code
                ? code
                : null;
        String wanted = asked == null ? Preferences.organizer(request) : asked;
        Optional<Organizer> found = visible.stream()
                .filter(organizer -> organizer.code().value().equals(wanted))
                .findFirst();
        return found.isPresent() || asked != null ? found : visible.stream().findFirst();
    }

    private static List<Entry> entries(SignedIn user, @Nullable Organizer organizer, String path, int undosWaiting) {
        List<Entry> entries = new ArrayList<>();
        if (organizer != null) {
            String base = "/o/" + organizer.code();
            entries.add(new Entry("home", base, "home", path.equals(base), 0));
            add(entries, "tickets", base, "ticket", path, "/ticket", "/bulk");
            add(entries, "contacts", base, "users", path, "/contacts");
            add(entries, "events", base, "calendar", path, "/event");
            add(entries, "cases", base, "mail", path, "/cases", "/mails");
            add(entries, "interfaces", base, "plug", path, "/interfaces", "/runs");
            add(entries, "quarantine", base, "hand", path, "/quarantine");
            boolean atUndos = path.startsWith(base + "/undo-requests");
            entries.add(new Entry("undo-requests", base + "/undo-requests", "undo", atUndos, undosWaiting));
            add(entries, "journal", base, "book", path, "/journal");
            if (user.may(organizer.code(), Permission.CONFIGURE)) {
                add(entries, "settings", base, "settings", path, "/settings");
            }
        }
        Set<?> administered = user.administered();
        if (administered == null || !administered.isEmpty()) {
            entries.add(new Entry("users", "/users", "shield", path.startsWith("/users"), 0));
            entries.add(new Entry("tokens", "/tokens", "key", path.startsWith("/tokens"), 0));
        }
        if (user.administrator()) {
            entries.add(new Entry("installation-journal", "/journal", "book", path.startsWith("/journal"), 0));
        }
        return entries;
    }

    private static void add(
            List<Entry> entries, String key, String base, String icon, String path, String... beginnings) {
        boolean active = false;
        for (String beginning : beginnings) {
            active |= path.startsWith(base + beginning);
        }
        entries.add(new Entry(key, base + "/" + key, icon, active, 0));
    }
}
