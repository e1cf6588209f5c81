package io.counterfoil.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LogOrderTest {
    private final StoryPeople people = new StoryPeople();

    @ParameterizedTest
    @CsvFileSource(resources = "/rules/LogOrder.csv", delimiter = '|', useHeadersInDisplayName = true)
    void theOrderInWhichALogIsFolded(String story, String arrived, String folded) {
        List<LogItem> items = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String text : Story.split(arrived)) {
            StoryItem item = StoryItem.parse(text);
            words.add(item.word());
            items.add(item(item, words.size()));
        }

        String order = LogOrder.sort(items).stream()
                .map(item -> words.get(item.arrival() - 1))
                .collect(Collectors.joining(" "));

        assertThat(order).isEqualTo(folded);
    }

    private LogItem item(StoryItem item, int arrival) {
        UUID id = new UUID(1, arrival);
        return switch (item.word()) {
            case "IMPORT" -> new LogItem.ImportedContact(id, arrival, people.known("ben"), null, item.seenAt(arrival));
            case "CHANGE" -> {
                LogItem.Answer answer = item.answer(arrival);
                yield new LogItem.BackOfficeChange(
                        id,
                        arrival,
                        Distribution.Action.DISTRIBUTE,
                        people.known("ben"),
                        null,
                        null,
                        item.seenAt(arrival),
                        answer == null ? new LogItem.Answer.Waiting() : answer);
            }
            default -> item.unnumberedEntry(arrival);
        };
    }
}
