package io.counterfoil.tickets;

import io.counterfoil.tickets.TicketWriter.PlacedLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What became of a ticket's lines. */
record LineChanges(List<PlacedLine> written, List<Distribution> withdrawn) {
    static LineChanges between(List<Distribution> stored, List<Distribution> present) {
        Set<UUID> known = new HashSet<>();
        stored.forEach(line -> known.add(line.id()));
        List<PlacedLine> written = new ArrayList<>();
        Set<UUID> kept = new HashSet<>();
        for (int i = 0; i < present.size(); i++) {
            Distribution line = present.get(i);
            kept.add(line.id());
            // most lines stand where they stood: then one comparison tells
            if (i >= stored.size() || !stored.get(i).equals(line)) {
                written.add(new PlacedLine(i + 1, line, known.contains(line.id())));
            }
        }
        return new LineChanges(
                written,
                stored.stream().filter(line -> !kept.contains(line.id())).toList());
    }
}
