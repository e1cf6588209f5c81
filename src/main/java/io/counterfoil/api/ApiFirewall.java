package io.counterfoil.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses paths that one part of a server could read otherwise than another. A ticket id is the exception: it may hold any
 * character, and in its place, alone and percent-encoded, slashes, dots, semicolons and percent signs are let through. Routes and
 * rights are found by the segments of the path as it was sent, each decoded by itself, so that nothing within an id can
 * become another path.
 */
final class ApiFirewall implements HttpFirewall {
    /** The paths that have a ticket id, and where. What is sent plain, such as a dot segment, stays refused everywhere. */
    private static final Pattern OF_A_TICKET =
            Pattern.compile("/api/v1/organizers/[A-Za-z0-9][A-Za-z0-9._-]{0,63}/tickets/"
                    + "[A-Za-z0-9._~!$&'()*+,=:@%-]+"
                    + "(/holder|/take-back|/distributions(/[0-9a-f-]{36})?|/transfer/(resend|recipient|cancel))?");

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall tickets = new StrictHttpFirewall();

    ApiFirewall() {
        tickets.setAllowUrlEncodedSlash(true);
        tickets.setAllowUrlEncodedDoubleSlash(true);
        tickets.setAllowUrlEncodedPercent(true);
        tickets.setAllowUrlEncodedPeriod(true);
        tickets.setAllowSemicolon(true);
        tickets.setAllowBackSlash(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        StrictHttpFirewall firewall =
                OF_A_TICKET.matcher(request.getRequestURI()).matches() ? tickets : strict;
        return firewall.getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
