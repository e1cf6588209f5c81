package io.counterfoil.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems for requests that the server refuses before any application sees them, such as an unusable path. Public with a
 * constructor without parameters, because the server makes it by its name.
 */
public final class ServerErrors extends ErrorReportValve {
    private static final int FIRST_ERROR = 400;

    private final JsonMapper json = new JsonMapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Problem.CONTENT_TYPE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(
                            Problems.standard(HttpStatusCode.valueOf(response.getStatus()), null)));
            response.finishResponse();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
