package io.counterfoil.backoffice;

import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.TicketId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** Tickets' ids as forms and addresses carry them: they may hold any character, commas too. */
final class TicketIdText {
    private static final int MOST_CHOSEN = 200;

    private TicketIdText() {}

    /** The boxes named {@code ticket} that are ticked; refused when none is, or more than a page shows. */
    static List<TicketId> chosen(MultiValueMap<String, String> form) {
        List<String> named = form.getOrDefault("ticket", List.of());
        if (named.isEmpty() || named.size() > MOST_CHOSEN) {
            throw Refusal.invalid("tickets", named.size(), "1 to " + MOST_CHOSEN + " tickets");
        }
        return named.stream().map(TicketPages::ticketId).distinct().toList();
    }

    /** Where a list goes on, if this is a place in it. */
    static @Nullable String usable(@Nullable String after) {
        return after == null || after.isEmpty() ? null : after.replace("\0", "");
    }

    /** The address of a list from a ticket on. */
    static String path(String base, String after) {
        return UriComponentsBuilder.fromPath(base)
                .queryParam("after", "{after}")
                .encode()
                .buildAndExpand(Map.of("after", after))
                .toUriString();
    }
}
