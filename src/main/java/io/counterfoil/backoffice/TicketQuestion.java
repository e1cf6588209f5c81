package io.counterfoil.backoffice;

import io.counterfoil.tickets.TicketSearch;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** What the search box and the filters of the list of tickets say; blank: anything. */
record TicketQuestion(
        @Nullable String q,
        @Nullable String event,
        @Nullable String state,
        @Nullable String mobile,
        @Nullable Boolean outOfStep,
        @Nullable Boolean openTransfer,
        @Nullable String after) {
    private static final int LONGEST = 200;

    TicketSearch.Asked asked() {
        return new TicketSearch.Asked(
                given(q), given(event), given(state), given(mobile), isOutOfStep(), isOpenTransfer());
    }

    public boolean isOutOfStep() {
        return Boolean.TRUE.equals(outOfStep);
    }

    public boolean isOpenTransfer() {
        return Boolean.TRUE.equals(openTransfer);
    }

    boolean isFiltered() {
        return given(q) != null
                || given(event) != null
                || given(state) != null
                || given(mobile) != null
                || isOutOfStep()
                || isOpenTransfer();
    }

    /** The address of the same question, from another ticket on. */
    String path(String base, @Nullable String from) {
        UriComponentsBuilder path = UriComponentsBuilder.fromPath(base);
        add(path, "q", given(q));
        add(path, "event", given(event));
        add(path, "state", given(state));
        add(path, "mobile", given(mobile));
        add(path, "outOfStep", isOutOfStep() ? "true" : null);
        add(path, "openTransfer", isOpenTransfer() ? "true" : null);
        add(path, "after", from);
        return path.encode().build().toUriString();
    }

    private static void add(UriComponentsBuilder path, String name, @Nullable String value) {
        if (value != null) {
            path.queryParam(name, "{" + name + "}").uriVariables(java.util.Map.of(name, value));
        }
    }

    private static @Nullable String given(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip().replace("\0", "");
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }
}
