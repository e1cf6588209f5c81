package io.counterfoil.sync;

import io.counterfoil.kernel.TicketId;
import java.util.ArrayList;
import java.util.List;

/** What a run's journal should say of a page: bounded, however bad the page is. */
final class PageNotes {
    private static final int MOST = 100;

    private final List<String> notes = new ArrayList<>();
    private int leftOut;

    void warn(TicketId ticket, List<String> warnings) {
        for (String warning : warnings) {
            add("ticket " + ticket + ": " + warning);
        }
    }

    void add(String note) {
        if (notes.size() < MOST) {
            notes.add(note);
        } else {
            leftOut++;
        }
    }

    List<String> all() {
        if (leftOut == 0) {
            return List.copyOf(notes);
        }
        List<String> all = new ArrayList<>(notes);
        all.add("and " + leftOut + " more of this page");
        return all;
    }
}
