package io.counterfoil.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that the server itself tells, before or after any controller: problems like all others. */
@Hidden
@RestController
class ErrorPage implements ErrorController {
    private final Problems problems;

    ErrorPage(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status
                ? status
                : HttpStatus.NOT_FOUND.value();
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        problems.write(
                response,
                thrown instanceof Throwable defect && code >= HttpStatus.INTERNAL_SERVER_ERROR.value()
                        ? problems.logged(defect, request)
                        : Problems.standard(HttpStatusCode.valueOf(code), null));
    }
}
