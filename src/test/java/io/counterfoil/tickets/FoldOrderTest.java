package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever order a ticket's entries are delivered in, and however often, the end is the same (distribution rule 4). Entries have
 * sequences, and everybody has addresses of his own. A failure prints the seed; {@code -Dcounterfoil.seed=…} replays it.
 */
class FoldOrderTest {
    private static final int LOGS = 150;
    private static final int ORDERS = 6;
    private static final List<String> WORDS = List.of(
            "PENDING_TRANSFER",
            "PENDING_TRANSFER",
            "TRANSFERRED",
            "TRANSFERRED",
            "FAILURE",
            "ACTIVATED",
            "ASSIGNED",
            "CONTROLLED",
            "TELEPORTED");
    private static final List<String> PEOPLE = List.of("anna", "ben", "cleo", "anna/home", "ben/home", "nina", "olaf");

    @Test
    void anyOrderOfDeliveryGivesTheSameEnd() {
        long seed = Long.getLong("counterfoil.seed", System.currentTimeMillis());
        Random random = new Random(seed);
        for (int log = 0; log < LOGS; log++) {
            List<String> items = items(random);
            String inOrder = end(items, List.of());
            for (int order = 0; order < ORDERS; order++) {
                List<String> delivered = new ArrayList<>(items);
                Collections.shuffle(delivered, random);
                List<String> repeats = delivered.subList(0, random.nextInt(delivered.size() + 1));

                assertThat(end(delivered, repeats))
                        .as("seed %d, log %s delivered as %s, then repeated %s", seed, items, delivered, repeats)
                        .isEqualTo(inOrder);
            }
        }
    }

    private static List<String> items(Random random) {
        List<String> items = new ArrayList<>();
        int size = 2 + random.nextInt(7);
        for (int sequence = 1; sequence <= size; sequence++) {
            items.add("#" + sequence + " " + WORDS.get(random.nextInt(WORDS.size())) + block(random) + members(random));
        }
        return items;
    }

    private static String block(Random random) {
        String id = random.nextInt(4) == 0 ? "" : " t" + (1 + random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> id;
            case 2 -> id + " >" + person(random);
            default -> id + " " + person(random) + ">" + person(random);
        };
    }

    private static String members(Random random) {
        StringBuilder text = new StringBuilder();
        if (random.nextBoolean()) {
            text.append(" owner=").append(random.nextInt(8) == 0 ? "none" : person(random));
        }
        if (random.nextInt(3) == 0) {
            text.append(" spectator=").append(person(random));
        }
        if (random.nextInt(3) == 0) {
            text.append(" holder=H").append(random.nextInt(3));
        }
        if (random.nextBoolean()) {
            text.append(" @09:").append(10 + random.nextInt(40));
        }
        if (random.nextInt(4) == 0) {
            text.append(" began@08:").append(10 + random.nextInt(40));
        }
        if (random.nextInt(4) == 0) {
            text.append(" ended@10:").append(10 + random.nextInt(40));
        }
        return text.toString();
    }

    private static String person(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    /** What the ticket comes to when the items are delivered one by one, each to a ledger that was just loaded. */
    private static String end(List<String> delivered, List<String> repeats) {
        StoryPeople people = new StoryPeople();
        var anna = people.known("anna");
        TicketFacts facts = new TicketFacts(new TicketId("S-1"), null, "PRINTED", anna, anna, "w1");
        OwnershipRow row = OwnershipRow.first(anna);
        List<Distribution> lines = List.of();
        List<LogItem> log = new ArrayList<>();
        List<String> all = new ArrayList<>(delivered);
        all.addAll(repeats);
        for (String item : all) {
            WalletEntry entry = StoryItem.parse(item).entry(0);
            // as a page does: the log is read only where the entry may be late or known
            boolean needsLog = !row.end().isBefore(entry);
            TicketLedger ledger = new TicketLedger(facts.ticketId(), facts, row, lines, needsLog ? log : null);
            ledger.deliver(entry, people.page(), null);
            log.addAll(ledger.added());
            row = ledger.row(people.page().book());
            lines = ledger.lines();
        }
        return write(row, lines, people);
    }

    private static String write(OwnershipRow row, List<Distribution> lines, StoryPeople people) {
        String history = lines.stream().map(line -> write(line, people)).collect(Collectors.joining("\n"));
        return "holder " + people.name(row.culturalContact()) + ", " + row.mobileStatus() + " " + row.mobileStatusAt()
                + " owner " + row.walletOwner() + " holder " + row.ticketHolder() + " out of step " + row.outOfStep()
                + "\n" + history;
    }

    private static String write(Distribution line, StoryPeople people) {
        String steps = line.steps().stream()
                .map(step -> step.status() + " " + step.at() + " " + step.source())
                .collect(Collectors.joining(", "));
        return name(people, line.oldContact()) + ">" + name(people, line.newContact()) + " " + line.status() + " "
                + line.source() + " " + line.transferId() + " " + line.initiatedAt() + " " + line.resolvedAt() + " "
                + line.reason() + " [" + steps + "]";
    }

    private static String name(StoryPeople people, io.counterfoil.kernel.@Nullable ContactId contact) {
        return Objects.requireNonNullElse(people.name(contact), "nobody");
    }
}
