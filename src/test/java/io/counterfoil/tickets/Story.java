package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.contacts.ContactDetails;
import io.counterfoil.contacts.RawDetails;
import io.counterfoil.kernel.TicketId;
import io.counterfoil.tickets.LogItem.Answer;
import io.counterfoil.tickets.LogItem.WalletEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A ticket's life as the examples files tell it: people by first names, one item after the other through {@link TicketLedger},
 * and the history written the way the files write it. {@link StoryItem} says how an item is written.
 */
final class Story {
    private final StoryPeople people = new StoryPeople();
    private final TicketLedger ledger;
    private @Nullable UUID asked;

    private Story(@Nullable String importedFor) {
        var first = people.contact(importedFor);
        var facts = new TicketFacts(new TicketId("S-1"), null, "PRINTED", first, first, "w1");
        this.ledger = new TicketLedger(facts.ticketId(), facts, OwnershipRow.first(first), List.of(), List.of());
    }

    /** The ticket of {@code importedFor} (null: of nobody) after the items, which are separated by {@code ;}. */
    static Story of(@Nullable String importedFor, String items) {
        Story story = new Story(importedFor);
        List<String> texts = split(items);
        IntStream.range(0, texts.size()).forEach(i -> story.happens(texts.get(i), i + 1));
        return story;
    }

    /** The texts between the {@code ;}. */
    static List<String> split(@Nullable String items) {
        return items == null
                ? List.of()
                : Arrays.stream(items.split(";"))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    private void happens(String text, int number) {
        StoryItem item = StoryItem.parse(text);
        switch (item.word()) {
            case "IMPORT" ->
                ledger.importContact(people.known(item.person()), "S-360", item.seenAt(number), people.page());
            case "DISTRIBUTE" -> changes(Distribution.Action.DISTRIBUTE, item, number);
            case "TAKE_BACK" -> changes(Distribution.Action.TAKE_BACK, item, number);
            case "ANSWER" -> answers(item, number);
            default -> deliver(item, number);
        }
    }

    private void deliver(StoryItem item, int number) {
        WalletEntry entry = item.entry(number);
        ledger.deliver(entry, people.page(), details(item));
    }

    /** {@code named}: the entry's spectatorDetails have real names. */
    private static @Nullable ContactDetails details(StoryItem item) {
        String address = StoryPeople.address(item.value("spectator"));
        return item.has("named") && address != null
                ? ContactDetails.clean(
                        new RawDetails(address, null, "Nina", "Weber", null, null, null, null, null, null, null, null))
                : null;
    }

    private void changes(Distribution.Action action, StoryItem item, int number) {
        boolean ask = item.has("asked") || item.answer(number) != null;
        asked = ledger.change(
                action,
                people.known(item.person()),
                "olga",
                item.answer(number) == null ? item.value("reason") : null,
                item.seenAt(number),
                ask,
                people.page());
        if (item.answer(number) != null) {
            answers(item, number);
        }
    }

    private void answers(StoryItem item, int number) {
        Answer answer = Objects.requireNonNull(item.answer(number), "an answer is accepted or refused");
        assertThat(ledger.answered(Objects.requireNonNull(asked), answer, people.page()))
                .as("the change was waiting")
                .isTrue();
    }

    /** Checks who holds the ticket in the end, and its history, lines separated by {@code ;}. */
    Story endsWith(@Nullable String culturalContact, @Nullable String history) {
        List<String> expected = split(history);
        List<Distribution> lines = ledger.lines();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            actual.add(write(lines.get(i), i < expected.size() ? expected.get(i) : ""));
        }
        assertThat(actual).as("distribution history").isEqualTo(expected);
        assertThat(people.name(ledger.culturalContact())).as("cultural contact").isEqualTo(culturalContact);
        assertThat(lines.stream().filter(Distribution::isOpen).count())
                .as("open lines")
                .isLessThanOrEqualTo(1);
        return this;
    }

    /** The ticket's details. */
    OwnershipRow row() {
        return ledger.row(people.page().book());
    }

    /** To whom it could be taken back now, null for nobody. */
    @Nullable
    String takenBackTo() {
        return people.name(
                TakeBack.target(ledger.lines(), ledger.culturalContact()).orElse(null));
    }

    /** Who held it at a time, and the line that made it so. */
    String heldAt(String time) {
        Holder holder = HolderAt.of(
                ledger.lines(), ledger.facts().firstContact(), Objects.requireNonNull(StoryItem.parseTime(time)));
        Distribution line = holder.line();
        return people.name(holder.culturalContact()) + " by " + (line == null ? null : write(line, ""));
    }

    /** The line with as much detail as the expectation asks for. */
    private String write(Distribution line, String expected) {
        StringBuilder text = new StringBuilder();
        text.append(Objects.requireNonNullElse(people.name(line.oldContact()), "nobody"))
                .append('>')
                .append(people.name(line.newContact()))
                .append(line.action() == Distribution.Action.TAKE_BACK ? " TAKE_BACK " : " ")
                .append(line.status())
                .append(' ')
                .append(line.source());
        if (line.transferId() != null) {
            text.append(' ').append(line.transferId());
        }
        for (String word : expected.split(" +", -1)) {
            switch (word.replaceAll("=.*", "=")) {
                case "begun=" -> text.append(" begun=").append(StoryItem.time(line.initiatedAt()));
                case "ended=" -> text.append(" ended=").append(StoryItem.time(line.resolvedAt()));
                case "reason=" -> text.append(" reason=").append(line.reason());
                case "steps=" -> text.append(" steps=").append(steps(line));
                default -> {}
            }
        }
        return text.toString();
    }

    /** Each step's status, with its source where that is not the line's. */
    private static String steps(Distribution line) {
        return line.steps().stream()
                .map(step -> step.status() + (step.source() == line.source() ? "" : "/" + step.source()))
                .collect(Collectors.joining(","));
    }
}
