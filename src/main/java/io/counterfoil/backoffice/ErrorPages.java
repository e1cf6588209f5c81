package io.counterfoil.backoffice;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Errors that are told before any page is found, for browsers; programs get theirs from the API. */
@Controller
class ErrorPages {
    /** Attribute of a request whose form did not carry this session's mark: true. */
    static final String FORM_OVER = "counterfoil.form-over";

    private final PageErrors errors;

    ErrorPages(PageErrors errors) {
        this.errors = errors;
    }

    @RequestMapping(path = "${server.error.path:${error.path:/error}}", produces = MediaType.TEXT_HTML_VALUE)
    @ForAnyone
    ModelAndView error(HttpServletRequest request, @RequestAttribute Shell shell) {
        if (Boolean.TRUE.equals(request.getAttribute(FORM_OVER))) {
            return errors.formOver(request, shell.locale());
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof InvalidParameterException unreadable) {
            HttpStatus told = HttpStatus.resolve(unreadable.getErrorCode());
            return errors.page(told == null ? HttpStatus.BAD_REQUEST : told, shell.locale(), null);
        }
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
        return errors.page(status == null ? HttpStatus.BAD_REQUEST : status, shell.locale(), null);
    }
}
