package io.counterfoil.api;

import io.counterfoil.accounts.Access;
import io.counterfoil.accounts.Permission;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The one place that decides whether a call may reach its controller. An organizer that the token may not see is answered
 * like one that does not exist; a missing right is told.
 */
final class AccessCheck implements HandlerInterceptor {
    private final Organizers organizers;

    AccessCheck(Organizers organizers) {
        this.organizers = organizers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method) || method.hasMethodAnnotation(ProvesItself.class)) {
            return true;
        }
        Access access = current();
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        if (variables instanceof Map<?, ?> path && path.get("organizer") instanceof String code) {
            requireVisible(code, access);
        }
        Needs needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) {
            throw new AccessDeniedException("closed");
        }
        requireRight(needs.value(), access);
        return true;
    }

    /** Who calls. */
    static Access current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Access access) {
            return access;
        }
        throw new AccessDeniedException("no token");
    }

    /** The organizer of a path, refused as not existing when it is not, or not for this caller. */
    OrganizerCode requireVisible(String code, Access access) {
        OrganizerCode organizer;
        try {
            organizer = new OrganizerCode(code);
        } catch (Refusal notACode) {
            throw Refusal.notFound("organizer", code);
        }
        if (!access.sees(organizer) || organizers.find(organizer).isEmpty()) {
            throw Refusal.notFound("organizer", code);
        }
        return organizer;
    }

    private static void requireRight(Permission right, Access access) {
        if (!access.may(right)) {
            throw new AccessDeniedException(
                    "this token has not the right " + right + " (it has: " + access.rights() + ")");
        }
    }
}
