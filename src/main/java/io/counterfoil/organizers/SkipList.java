package io.counterfoil.organizers;

import io.counterfoil.kernel.Excerpt;
import io.counterfoil.kernel.Refusal;
import io.counterfoil.kernel.Rule;
import io.counterfoil.kernel.TicketId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tickets whose entries are not applied. Source: retrieve ticket status, rule 5. */
@Rule("id:X skips the ticket with that id, tax:X the one with that tax number, a bare X either; items are separated by"
        + " blanks, commas, semicolons or line breaks; a bare X that names two different tickets is refused on saving.")
public final class SkipList {
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");
    private static final int MOST = 200;
    private static final String EXPECTED = "id:X, tax:X or X, where X has 1 to 200 characters";

    private final String text;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> taxNumbers = new HashSet<>();
    private final Set<String> bare = new LinkedHashSet<>();

    private SkipList(String text) {
        this.text = text;
    }

    /** The list in a text, as a person types it; an item that is none is refused. */
    public static SkipList parse(String text) {
        SkipList list = new SkipList(text);
        SEPARATORS.splitAsStream(text).filter(item -> !item.isEmpty()).forEach(list::add);
        return list;
    }

    /** Whether an entry of this ticket is skipped. */
    public boolean skips(TicketId ticket, @Nullable String taxNumber) {
        return ids.contains(ticket.value())
                || bare.contains(ticket.value())
                || (taxNumber != null && (taxNumbers.contains(taxNumber) || bare.contains(taxNumber)));
    }

    /** Nothing is skipped. */
    public boolean isEmpty() {
        return ids.isEmpty() && taxNumbers.isEmpty() && bare.isEmpty();
    }

    /** The items without a prefix: those that could mean two tickets. */
    public Set<String> bareNames() {
        return Collections.unmodifiableSet(bare);
    }

    /** Refuses the list when one of its bare names means two different tickets. */
    public void refuseAmbiguous(Map<String, Set<TicketId>> tickets) {
        for (String name : bare) {
            Set<TicketId> named = tickets.getOrDefault(name, Set.of());
            if (named.size() > 1) {
                throw Refusal.invalid(
                        "skipTickets",
                        name,
                        "one ticket; it names " + named.size() + ", among them "
                                + named.stream().sorted().limit(2).toList() + ": write id:" + Excerpt.of(name)
                                + " or tax:" + Excerpt.of(name));
            }
        }
    }

    /** As it was typed. */
    public String text() {
        return text;
    }

    private void add(String item) {
        String prefix = item.substring(0, Math.min(item.length(), item.indexOf(':') + 1));
        String name = item.substring(prefix.length());
        switch (prefix.toLowerCase(Locale.ROOT)) {
            case "id:" -> ids.add(usable(name, item));
            case "tax:" -> taxNumbers.add(usable(name, item));
            default -> bare.add(usable(item, item));
        }
    }

    private static String usable(String name, String item) {
        if (name.isEmpty() || name.length() > MOST || name.codePoints().anyMatch(Excerpt::isUnsafe)) {
            throw Refusal.invalid("skipTickets", item, EXPECTED);
        }
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SkipList list
                && ids.equals(list.ids)
                && taxNumbers.equals(list.taxNumbers)
                && bare.equals(list.bare);
    }

    @Override
    public int hashCode() {
        return ids.hashCode() + 31 * taxNumbers.hashCode() + 961 * bare.hashCode();
    }

    @Override
    public String toString() {
        return "skip list of " + (ids.size() + taxNumbers.size() + bare.size());
    }
}
