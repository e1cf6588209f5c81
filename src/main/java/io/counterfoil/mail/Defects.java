package io.counterfoil.mail;

import io.counterfoil.kernel.Excerpt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a mail, each thing once, in the order in which it was met. */
final class Defects {
    private final Set<String> found = new LinkedHashSet<>();

    void add(String what) {
        if (found.size() < Limits.DEFECTS) {
            found.add(what);
        }
    }

    /** @param value hostile text */
    void add(String what, String value) {
        add(what + ": " + Excerpt.of(value));
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
