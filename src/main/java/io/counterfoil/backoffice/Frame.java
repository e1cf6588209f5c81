package io.counterfoil.backoffice;

import io.counterfoil.organizers.Organizer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Gives every page, whichever module's it is, what the frame around it needs: {@code shell} and {@code fmt}, as attributes of
 * the request, so that error pages have them too.
 */
final class Frame implements HandlerInterceptor {
    private final LocaleResolver locales;
    private final MessageSource messages;
    private final Clock clock;

    Frame(LocaleResolver locales, MessageSource messages, Clock clock) {
        this.locales = locales;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Preferences.remember(request, response);
        Locale locale = locales.resolveLocale(request);
        Organizer organizer = null;
        Principal user = request.getUserPrincipal();
        request.setAttribute(
                "shell",
                new Shell(
                        locale,
                        Preferences.theme(request),
                        user == null ? null : user.getName(),
                        organizer,
                        List.of(),
                        List.of()));
        request.setAttribute("fmt", new Formats(locale, zone(organizer), clock, messages));
        return true;
    }

    private static ZoneId zone(@Nullable Organizer organizer) {
        return organizer == null ? ZoneOffset.UTC : organizer.timeZone();
    }
}
