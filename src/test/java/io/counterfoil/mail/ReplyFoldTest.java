package io.counterfoil.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ReplyFoldTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/rules/ReplyFold.csv", delimiter = '|', useHeadersInDisplayName = true)
    void whatIsNew(String text, String expected) {
        List<Passage> passages = ReplyFold.fold(text.replace('⏎', '\n'), false);

        assertThat(ReplyFold.newText(passages)).isEqualTo(expected.replace('⏎', '\n'));
    }

    @Test
    void whoForwardsNeedNotSayAnything() {
        List<Passage> passages = ReplyFold.fold("Begin forwarded message:\n\n> From: Ben\n", true);

        assertThat(passages).extracting(Passage::kind).containsOnly(Passage.Kind.QUOTE);
    }
}
