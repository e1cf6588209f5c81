package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * What goes wrong on the way to a page becomes a page. What is refused after a form leads back to where the form stood, with
 * the reason above it. A defect goes to the log, and only its id to the reader.
 */
final class PageErrors implements HandlerExceptionResolver, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(PageErrors.class);
    private static final List<String> NOT_PAGES = List.of("/api", "/v3", "/actuator", "/wallet");

    private final MessageSource messages;

    PageErrors(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        String path = request.getRequestURI();
        if (NOT_PAGES.stream().anyMatch(path::startsWith) || !(request.getAttribute("shell") instanceof Shell shell)) {
            return null;
        }
        if (e instanceof Refusal refusal) {
            return refused(request, shell.locale(), refusal);
        }
        HttpStatus status = statusOf(e);
        String detail = null;
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            detail = UUID.randomUUID().toString();
            // the route, not the path: a path may hold personal data
            LOG.error(
                    "error {} in {} {}",
                    detail,
                    request.getMethod(),
                    request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                    e);
        }
        return page(status, shell.locale(), detail);
    }

    private static HttpStatus statusOf(Exception e) {
        return switch (e) {
            case AccessDeniedException denied -> HttpStatus.FORBIDDEN;
            case CannotGetJdbcConnectionException away -> HttpStatus.SERVICE_UNAVAILABLE;
            case CannotCreateTransactionException away -> HttpStatus.SERVICE_UNAVAILABLE;
            case DataAccessResourceFailureException away -> HttpStatus.SERVICE_UNAVAILABLE;
            case MethodArgumentTypeMismatchException unusable -> HttpStatus.BAD_REQUEST;
            case ServletRequestBindingException missing -> HttpStatus.BAD_REQUEST;
            default -> e instanceof ErrorResponse told ? known(told.getStatusCode()) : HttpStatus.INTERNAL_SERVER_ERROR;
        };
    }

    private ModelAndView refused(HttpServletRequest request, Locale locale, Refusal refusal) {
        if (request.getMethod().equals("GET")) {
            HttpStatus status = switch (refusal.type()) {
                case "not-found" -> HttpStatus.NOT_FOUND;
                case "invalid-input" -> HttpStatus.BAD_REQUEST;
                default -> HttpStatus.CONFLICT;
            };
            return page(status, locale, status == HttpStatus.NOT_FOUND ? null : refusal.getMessage());
        }
        var after = RequestContextUtils.getOutputFlashMap(request);
        after.put("problem", sentence(refusal, locale));
        after.put("detail", refusal.getMessage());
        return new ModelAndView("redirect:" + from(request));
    }

    /** What is refused, in the reader's language; the exact words of the refusal stand below it. */
    private String sentence(Refusal refusal, Locale locale) {
        String field = refusal.field();
        String byField = field == null ? null : text("refused.field." + field, null, locale);
        return String.valueOf(
                byField != null
                        ? byField
                        : text("refused." + refusal.type(), text("refused.other", null, locale), locale));
    }

    private @Nullable String text(String key, @Nullable String otherwise, Locale locale) {
        return messages.getMessage(key, new Object[0], otherwise, locale);
    }

    /** The page that the form stood on. */
    private static String from(HttpServletRequest request) {
        try {
            URI referrer = URI.create(String.valueOf(request.getHeader(HttpHeaders.REFERER)));
            String query = referrer.getRawQuery();
            String path = String.valueOf(referrer.getRawPath());
            return ReturnPath.of(query == null ? path : path + "?" + query);
        } catch (IllegalArgumentException noAddress) {
            return ReturnPath.of(null);
        }
    }

    ModelAndView page(HttpStatus status, Locale locale, @Nullable String detail) {
        HttpStatus told = Arrays.asList(400, 403, 404, 409, 413, 503).contains(status.value())
                ? status
                : status.is5xxServerError() ? HttpStatus.INTERNAL_SERVER_ERROR : HttpStatus.BAD_REQUEST;
        ModelAndView page = new ModelAndView("error");
        page.setStatus(status);
        page.addObject("title", text("error." + told.value() + ".title", null, locale));
        page.addObject("sentence", text("error." + told.value(), null, locale));
        page.addObject("detail", detail);
        return page;
    }

    /** A form that was made in another session, or by another site: says how to send it all the same. */
    ModelAndView formOver(HttpServletRequest request, Locale locale) {
        ModelAndView page = new ModelAndView("error");
        page.setStatus(HttpStatus.FORBIDDEN);
        page.addObject("title", text("error.form.title", null, locale));
        page.addObject("sentence", text("error.form", null, locale));
        page.addObject("back", from(request));
        return page;
    }

    private static HttpStatus known(HttpStatusCode code) {
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.BAD_REQUEST : status;
    }
}
