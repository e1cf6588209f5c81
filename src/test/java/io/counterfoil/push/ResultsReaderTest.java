package io.counterfoil.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.kernel.TicketId;
import io.counterfoil.push.ResultsReader.Reading;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsReaderTest {
    private static final List<TicketId> ASKED = List.of(new TicketId("A"), new TicketId("B"));

    @Test
    void resultsAreToldApartByTicketWhateverTheirOrder() {
        assertThat(read("""
                {"more":1,"results":[{"ticketId":"B","outcome":"REJECTED","reason":" not\\nhere "},
                {"ticketId":"A","outcome":"ACCEPTED","sequence":88124}]}"""))
                .isEqualTo(new Reading.Results(
                        List.of(new PushResult.Accepted(88124L), new PushResult.Rejected("not?here"))));
    }

    @Test
    void aResultWithoutTicketSpeaksOfTheOneAtItsPlace() {
        assertThat(read("{\"results\":[{\"outcome\":\"UNCHANGED\",\"sequence\":\"7\"},{\"outcome\":\"ACCEPTED\"}]}"))
                .isEqualTo(new Reading.Results(List.of(new PushResult.Unchanged(null), new PushResult.Accepted(null))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"results\":[]}",
                "{\"results\":[1,null]}",
                "{\"results\":[{\"outcome\":\"ACCEPTED\"}]}",
                "{\"results\":[{\"ticketId\":\"A\",\"outcome\":\"DONE\"},{\"ticketId\":\"B\"}]}",
                "{\"results\":[{\"ticketId\":\"X\",\"outcome\":\"ACCEPTED\"}]}"
            })
    void aTicketWithoutAUsableResultIsUnknown(String body) {
        assertThat(read(body))
                .isInstanceOfSatisfying(
                        Reading.Results.class,
                        results -> assertThat(results.results())
                                .hasSize(2)
                                .allSatisfy(result -> assertThat(result).isInstanceOf(PushResult.Unknown.class)));
    }

    @Test
    void twoResultsThatDisagreeTellNothing() {
        assertThat(read("{\"results\":[{\"ticketId\":\"A\",\"outcome\":\"ACCEPTED\"},"
                        + "{\"ticketId\":\"A\",\"outcome\":\"REJECTED\"}]}"))
                .isInstanceOfSatisfying(
                        Reading.Results.class,
                        results -> assertThat(results.results().getFirst()).isInstanceOf(PushResult.Unknown.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<html>|not JSON|false",
                "{\"a\":1}|no array results|false",
                "{\"results\":[{|cut off after 13 bytes|true"
            })
    void whatIsNoListIsSaid(String body, String reason, boolean cutOff) {
        assertThat(read(body)).isEqualTo(new Reading.Broken(reason, cutOff));
    }

    private static Reading read(String body) {
        return ResultsReader.read(body.getBytes(StandardCharsets.UTF_8), ASKED);
    }
}
