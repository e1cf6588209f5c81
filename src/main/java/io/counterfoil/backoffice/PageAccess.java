package io.counterfoil.backoffice;

import io.counterfoil.accounts.Permission;
import io.counterfoil.accounts.SignedIn;
import io.counterfoil.kernel.OrganizerCode;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.organizers.Organizers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * The one place that decides whether somebody may reach a page, and who gives a controller's parameter of type {@link
 * SignedIn}. An organizer that he may not enter is answered like one that does not exist.
 */
final class PageAccess implements HandlerInterceptor, HandlerMethodArgumentResolver {
    private final Organizers organizers;

    PageAccess(Organizers organizers) {
        this.organizers = organizers;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackage().equals(PageAccess.class.getPackage())
                || method.hasMethodAnnotation(ForAnyone.class)) {
            return true;
        }
        SignedIn user = current().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
        OrganizerCode organizer = organizer(request, user);
        PageNeeds needs = method.getMethodAnnotation(PageNeeds.class);
        if (needs == null) {
            if (method.hasMethodAnnotation(ForUsers.class)
                    || (method.hasMethodAnnotation(ForAdministrators.class) && administers(user))) {
                return true;
            }
            throw new AccessDeniedException("closed");
        }
        if (!may(user, organizer, needs.value())) {
            throw new AccessDeniedException("needs the right " + needs.value());
        }
        return true;
    }

    /** Who is signed in. */
    static Optional<SignedIn> current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn user
                ? Optional.of(user)
                : Optional.empty();
    }

    private @Nullable OrganizerCode organizer(HttpServletRequest request, SignedIn user) {
        if (request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                && path.get("organizer") instanceof String code) {
            return visible(code, user);
        }
        return null;
    }

    private OrganizerCode visible(String code, SignedIn user) {
        OrganizerCode organizer;
        try {
            organizer = new OrganizerCode(code);
        } catch (Refusal notACode) {
            throw Refusal.notFound("organizer", code);
        }
        if (!user.sees(organizer) || organizers.find(organizer).isEmpty()) {
            throw Refusal.notFound("organizer", code);
        }
        return organizer;
    }

    private static boolean administers(SignedIn user) {
        Set<OrganizerCode> administered = user.administered();
        return administered == null || !administered.isEmpty();
    }

    private static boolean may(SignedIn user, @Nullable OrganizerCode organizer, Permission right) {
        return organizer == null ? user.administrator() : user.may(organizer, right);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == SignedIn.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return current().orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }
}
